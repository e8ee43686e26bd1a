import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '..', '..');
const named = (file: string, pattern: RegExp) =>
  [...new Set([...readFileSync(join(root, file), 'utf8').matchAll(pattern)].map(([, name]) => name!))].sort();

/** A role is put together from what the console offers: no more and no less than what guards something. */
it('has words for every permission that a route asks for, and for no other', () => {
  const offered = named('frontend/src/app/access/permission-words.ts', /name: '([a-z_]+:[a-z]+)'/g);
  expect(offered).toEqual(named('docs/routes.txt', /\b([a-z_]+:[a-z]+)\b/g));
});
