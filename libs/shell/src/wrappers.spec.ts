import { readFileSync } from 'node:fs';
import { judgeArgv } from './judge.js';
import { loadReaders } from './readers.js';
import { WRAPPERS } from './wrappers.js';

const ROWS = readFileSync(`${__dirname}/wrapper-examples.txt`, 'utf8')
  .trimEnd()
  .split('\n')
  .filter((row) => !row.startsWith('#'))
  .map((row) => ({ sign: row[0]!, argv: row.slice(2).split(' ') }));

const SIGNS: Record<string, object> = {
  '+': { level: 'observe', known: true, sensitive: false, asks: false },
  '~': { level: 'diagnose', known: true, sensitive: false, asks: false },
  '=': { level: 'remediate', known: true, sensitive: false, asks: false },
  '!': { level: 'remediate', asks: true },
  '-': { level: 'remediate', known: false },
};

beforeAll(() => loadReaders());

it('has examples of every wrapper', () => {
  const named = new Set(ROWS.map(({ argv }) => argv[0]));
  expect(Object.keys(WRAPPERS).filter((name) => !named.has(name))).toEqual([]);
});

it.each(ROWS)('judges $argv by what the wrapper does', ({ sign, argv }) => {
  expect(judgeArgv(argv)).toMatchObject(SIGNS[sign]!);
});

const WITH_INNER = ROWS.filter(({ argv }) => argv.length > 1 && argv.includes('id') && !argv.includes('-v'));

it.each(WITH_INNER)('never makes less of a command than it is: $argv', ({ argv }) => {
  const at = argv.lastIndexOf('id');
  const replaced = (...words: string[]) => judgeArgv([...argv.slice(0, at), ...words, ...argv.slice(at + 1)]);
  const held = (words: string[]) => {
    const { level, known, sensitive, asks } = replaced(...words);
    return level === 'remediate' && (!known || sensitive || asks);
  };
  const whole = argv.some((word, i) => i < at && /^-[a-z]*c$/.test(word)) || argv[0] === 'eval';
  for (const line of ['/tmp/x', 'cat /etc/shadow', 'ps auxe']) {
    expect([line, held(whole ? [line] : line.split(' '))]).toEqual([line, true]);
  }
});

it('looks through wrappers in wrappers, to the end', () => {
  const deep = ['sudo', 'timeout', '5', 'env', 'nice', 'sh', '-c', 'stdbuf -oL busybox id'];
  expect(judgeArgv(deep)).toMatchObject({ level: 'observe', known: true });
  expect(judgeArgv([...deep.slice(0, -1), 'stdbuf -oL busybox /tmp/x']).known).toBe(false);
});

it('takes no more of the input of xargs for harmless than the program before it can write', () => {
  const held = (...argv: string[]) => !judgeArgv(argv).known || judgeArgv(argv).sensitive;
  expect(held('xargs', 'cat')).toBe(true);
  expect(held('xargs', '-I{}', 'cat', '{}')).toBe(true);
  expect(held('xargs', '-I', 'X', 'echo', 'aXb')).toBe(false);
  expect(held('xargs', 'head', '-n1')).toBe(true);
  expect(held('xargs', 'sh', '-c')).toBe(true);
  expect(held('xargs')).toBe(false);
});
