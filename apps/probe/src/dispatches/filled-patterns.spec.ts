import type { Level } from '@legator/contracts';
import { whatFits } from './filled-patterns.js';

const judged = (over: object = {}) => ({ level: 'observe' as Level, known: true, ...over });

/** One word of the command is a pattern that stands for these paths. */
const fill = (judge: Parameters<typeof whatFits>[0], ...paths: string[]) =>
  whatFits(judge)(['cat', '/srv/.e*', '-n'], 1, paths);

it.each<[string, object]>([
  ['a secret', judged({ sensitive: true })],
  ['what a person is asked about', judged({ asks: true })],
  ['what nobody knows', judged({ known: false })],
  ['what needs a higher level', judged({ level: 'diagnose' })],
])('does not let a pattern stand for %s', async (_what, found) => {
  const judge = (argv: readonly string[]) =>
    judged(argv.join(' ') === 'cat /srv/.env -n' ? found : undefined);
  await expect(fill(judge, '/srv/.eb', '/srv/.env')).rejects.toThrow('/srv/.e* stands for /srv/.env here');
  await expect(fill(judge, '/srv/.eb', '/srv/.ec')).resolves.toBeUndefined();
});

it('lets it stand for what needs no more than the pattern did', async () => {
  const judge = () => judged({ sensitive: true, asks: true, level: 'diagnose' });
  await expect(fill(judge, '/srv/.env')).resolves.toBeUndefined();
});

it('leaves alone what is known only by what stands around it', async () => {
  const judge = () => judged({ known: false });
  await expect(fill(judge, '/srv/.env')).resolves.toBeUndefined();
});

it('takes odd letters in the name of a file for ordinary ones', async () => {
  const judge = (argv: readonly string[]) => judged({ known: argv.every((word) => /^[ -~]*$/.test(word)) });
  await expect(fill(judge, '/srv/.e\u0001\u202e')).resolves.toBeUndefined();
});
