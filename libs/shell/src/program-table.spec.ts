import { readFileSync } from 'node:fs';
import { compile, type Grammar } from './grammar.js';
import { judgeArgv } from './judge.js';
import { isKind } from './operand-kinds.js';
import { GRAMMARS, programNames } from './program-table.js';

const EXAMPLES = readFileSync(`${__dirname}/program-examples.txt`, 'utf8')
  .split('\n')
  .filter((line) => /^[-+~] /.test(line));

const words = (line: string): string[] => line.split(' ').map((word) => word.replaceAll('␣', ' '));
const rows = (sign: string): string[] =>
  EXAMPLES.filter((line) => line[0] === sign).map((line) => line.slice(2));

it('has an example that is granted and two that are not for each program', () => {
  const granted = [...rows('+'), ...rows('~')];
  const short = programNames().filter((name) => {
    const of = (lines: string[]) => lines.filter((line) => line.split(' ')[0] === name).length;
    return of(granted) < 1 || of(rows('-')) < 2;
  });
  expect(short).toEqual([]);
});

it.each(rows('+'))('grants %s at observe', (line) => {
  expect(judgeArgv(words(line))).toMatchObject({
    level: 'observe',
    risk: 'low',
    known: true,
    sensitive: false,
  });
});

it.each(rows('~'))('grants %s at diagnose, not below', (line) => {
  expect(judgeArgv(words(line))).toMatchObject({
    level: 'diagnose',
    risk: 'medium',
    known: true,
    sensitive: false,
  });
});

it.each(rows('-'))('holds %s back', (line) => {
  const { level, known, sensitive, reasons } = judgeArgv(words(line));
  expect([level, known && !sensitive]).toEqual(['remediate', false]);
  expect(reasons[0]).toMatchObject({ rule: expect.any(String), text: expect.stringMatching(/\.$/) });
});

it('names only kinds that exist', () => {
  const kinds = (grammar: Grammar): string[] => [
    ...Object.values(grammar.values ?? {}),
    ...Object.values(grammar.optional ?? {}),
    ...Object.values(grammar.lastLetter ?? {}),
    ...(grammar.operands ?? []).map((kind) => kind.replace(/\*$/, '')),
    ...Object.values(grammar.verbs ?? {}).flatMap(kinds),
  ];
  const missing = Object.values(GRAMMARS)
    .flatMap(kinds)
    .filter((kind) => !isKind(kind));
  expect(missing).toEqual([]);
});

it('never lists an option both with and without a value', () => {
  for (const [name, grammar] of Object.entries(GRAMMARS)) {
    const { flags, values } = compile(name, grammar);
    expect([name, [...values.keys()].filter((option) => flags.has(option))]).toEqual([name, []]);
  }
});
