import { readFileSync } from 'node:fs';
import { matchArguments } from './argument-matcher.js';
import { compile, type Grammar, type Rules } from './grammar.js';
import { judgeArgv } from './judge.js';
import { isKind } from './operand-kinds.js';
import { programName } from './program-name.js';
import { GRAMMARS, programNames, rulesFor } from './program-table.js';
import { WRAPPERS } from './wrappers.js';

const EXAMPLES = readFileSync(`${__dirname}/program-examples.txt`, 'utf8')
  .split('\n')
  .filter((line) => /^[-+~*!>] /.test(line));

const words = (line: string): string[] => line.split(' ').map((word) => word.replaceAll('␣', ' '));
const rows = (sign: string): string[] =>
  EXAMPLES.filter((line) => line[0] === sign).map((line) => line.slice(2));

/** What the table says about a line of words. */
const look = (line: string) => {
  const [name = '', ...rest] = words(line);
  return matchArguments(rulesFor(programName(name)!)!, rest);
};

it('knows more than three hundred programs, each with an example of what fits and of what does not', () => {
  const fits = [...rows('+'), ...rows('~'), ...rows('*'), ...rows('!'), ...rows('>')];
  const refused = [...rows('-'), ...rows('!')];
  // Text is data for echo, whatever it says; of some there is nothing but secrets.
  const always = ['echo'];
  const never = ['history', 'printenv', 'slapcat'];
  // Programs around a command have examples of their own.
  const own = programNames().filter((name) => !(name in WRAPPERS));
  const missing = own.filter((name) => {
    const of = (lines: string[]) => lines.some((line) => line.split(' ')[0] === name);
    return (!of(fits) && !never.includes(name)) || (!of(refused) && !always.includes(name));
  });
  expect(programNames().length).toBeGreaterThan(300);
  expect(missing).toEqual([]);
});

it.each(rows('*'))('knows what %s changes, and asks nobody', (line) => {
  const { effects, ...match } = look(line) as { effects: unknown[] };
  expect(match).toMatchObject({ fits: true, level: 'remediate' });
  expect(match).not.toHaveProperty('asks');
  expect(effects.length).toBeGreaterThan(0);
});

it.each(rows('!'))('knows what %s does, and asks a person', (line) => {
  expect(look(line)).toMatchObject({ fits: true, level: 'remediate', asks: expect.any(String) });
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
    ...(grammar.also ?? []).flatMap(kinds),
  ];
  const missing = Object.values(GRAMMARS)
    .flatMap(kinds)
    .filter((kind) => !isKind(kind));
  expect(missing).toEqual([]);
});

const all = (rules: Rules): Rules[] => [
  rules,
  ...rules.also.flatMap(all),
  ...[...(rules.verbs?.values() ?? [])].flatMap(all),
];

it('never lists an option both with and without a value', () => {
  for (const { rule, flags, values } of Object.entries(GRAMMARS).flatMap(([n, g]) => all(compile(n, g)))) {
    expect([rule, [...values.keys()].filter((option) => flags.has(option))]).toEqual([rule, []]);
  }
});

it.each(rows('>'))('hands on the command in %s', (line) => {
  const { inner, innerLine } = look(line) as { inner?: string[]; innerLine?: string };
  expect(inner ?? innerLine).not.toHaveLength(0);
});

it('says of each change what it touches, and grants none below remediate', () => {
  const changes = (one: Rules) => one.level === 'remediate' || one.asks !== undefined;
  for (const rules of Object.entries(GRAMMARS).flatMap(([n, g]) => all(compile(n, g)))) {
    // What hands on a command does what that one does.
    if (changes(rules) && !rules.verbs && !rules.command && rules.reader !== 'line')
      expect([rules.rule, rules.effects?.length ?? 0]).not.toEqual([rules.rule, 0]);
    if (rules.asks !== undefined) expect([rules.rule, rules.level]).toEqual([rules.rule, 'remediate']);
  }
});

it('names of files what is among the words, or a place that there is', () => {
  const rows = Object.entries(GRAMMARS)
    .flatMap(([name, grammar]) => all(compile(name, grammar)))
    .flatMap((rules) => [rules, ...rules.raises.values()].flatMap(({ effects = [] }) => effects));
  const wrong = rows.filter(
    ([kind, , target]) => /^(read|write|delete|mount)$/.test(kind) && !/^(\/|\$|\*$)/.test(target),
  );
  expect(wrong).toEqual([]);
});
