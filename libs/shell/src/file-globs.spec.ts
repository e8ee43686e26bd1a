import { choosesSecrets } from './file-globs.js';

it.each(
  '.env .e* .??v *.key *.ke? *.k?y *.p[e]m id_* **/.env conf/.env {.env,x} *.{txt,k{ey,x}} .* *shadow* *.pem'.split(
    ' ',
  ),
)('takes %s for a choice of secrets', (pattern) => expect(choosesSecrets(pattern)).toBe(true));

it.each(
  '* *.* *.conf *.cnf *.yml *.y*ml *.yaml *.json *.py *.php *.[ch] *.h* *.t* *.log *log* access* s* *.{ts,js} !*.key *.service'.split(
    ' ',
  ),
)('takes %s for a choice of other files', (pattern) => expect(choosesSecrets(pattern)).toBe(false));

it('ends for any number of braces', () => {
  expect(choosesSecrets('{a,b}'.repeat(200))).toBe(true);
  expect(choosesSecrets('{'.repeat(4_000))).toBe(false);
  expect(choosesSecrets('{}'.repeat(2_000))).toBe(false);
});
