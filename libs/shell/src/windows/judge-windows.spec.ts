import { readFileSync } from 'node:fs';
import { judgeWindowsArgv, judgeWindowsLine } from './judge-windows.js';
import type { Outcome } from './outcome.js';

const EXAMPLES = readFileSync(`${__dirname}/windows-examples.txt`, 'utf8')
  .split('\n')
  .filter((line) => /^[-+~*!$] /.test(line));

const rows = (sign: string): string[] =>
  EXAMPLES.filter((line) => line[0] === sign).map((line) => line.slice(2));

const alone = ({ level, known, sensitive, asks }: Outcome) => [level, known && !sensitive && !asks];

it.each(rows('+'))('lets %s run at observe', (line) => {
  const outcome = judgeWindowsLine(line);
  expect(alone(outcome)).toEqual(['observe', true]);
  expect(outcome).toMatchObject({ risk: 'low', effects: [] });
});

it.each(rows('~'))('lets %s run at diagnose, not below', (line) => {
  expect(alone(judgeWindowsLine(line))).toEqual(['diagnose', true]);
});

it.each(rows('*'))('lets %s run at remediate, and says what it touches', (line) => {
  const outcome = judgeWindowsLine(line);
  expect(alone(outcome)).toEqual(['remediate', true]);
  expect(outcome.effects[0]).toMatchObject({ kind: expect.any(String), target: expect.stringMatching(/./) });
});

it.each(rows('!'))('asks a person about %s, and says why', (line) => {
  const outcome = judgeWindowsLine(line);
  expect(outcome).toMatchObject({ level: 'remediate', asks: true });
  expect(outcome.reasons[0]!.text).toMatch(/\.$/);
});

it.each(rows('$'))('knows that %s shows secrets', (line) => {
  expect(judgeWindowsLine(line)).toMatchObject({ level: 'remediate', sensitive: true });
});

it.each(rows('-'))('holds %s back', (line) => {
  const outcome = judgeWindowsLine(line);
  expect(alone(outcome)).toEqual(['remediate', false]);
  expect(outcome.reasons[0]).toMatchObject({ rule: expect.any(String), text: expect.stringMatching(/\.$/) });
});

it.each([
  ['an empty line', ''],
  ['only blanks', '   '],
  ['a line of 9 KB', `dir ${'a'.repeat(9_000)}`],
  ['a dash of another alphabet', 'Get-Process \u2013Name x'],
  ['a quote of another alphabet', 'Get-Content \u201cC:\\x\u201d'],
  ['full-width letters', '\uff44\uff49\uff52'],
  ['a second line', 'dir\ncalc'],
  ['a carriage return', 'dir\rcalc'],
  ['a tab', 'dir\tC:\\'],
  ['a NUL', 'dir \u0000'],
  ['a mark that turns the direction', 'dir \u202eexe.txt'],
  ['a zero-width blank', 'Get-Pro\u200bcess'],
  ['a hundred parentheses', `${'('.repeat(4_000)}Get-Date${')'.repeat(4_000)}`],
  ['a hundred blocks', `Get-Date | ${'% {'.repeat(500)}${'}'.repeat(500)}`],
  ['shells in shells', 'cmd /c cmd /c cmd /c cmd /c cmd /c dir'],
])('holds %s back', (_what, line) => {
  expect(alone(judgeWindowsLine(line))).toEqual(['remediate', false]);
});

it('says what is touched by what is piped on', () => {
  expect(judgeWindowsLine('Get-Service spooler | Restart-Service').effects).toEqual([
    { kind: 'service', verb: 'restart', target: 'spooler' },
  ]);
});

it.each([
  ['irm http://app01/status', 'fetch', 'http://app01/status'],
  ['Invoke-WebRequest -UseBasicParsing -Uri https://localhost/x', 'fetch', 'https://localhost/x'],
  ['Test-NetConnection db1 -Port 1433', 'ask', 'db1'],
  ['Test-NetConnection', 'ask', '*'],
  ['Test-Connection -TargetName db1 -Count 2', 'ask', 'db1'],
  ['Resolve-DnsName example.org', 'ask', 'example.org'],
  ['ping -n 4 db1', 'ask', 'db1'],
  ['nslookup db1 192.0.2.53', 'ask', '192.0.2.53'],
  ['az vm list', 'ask', '*'],
])('says whom %s asks', (line, verb, target) => {
  expect(judgeWindowsLine(line).effects).toContainEqual({ kind: 'network', verb, target });
});

it('gives the strictest reason first', () => {
  const { reasons, effects } = judgeWindowsLine('hostname & net stop spooler & del C:\\x.txt');
  expect(reasons[0]!.text).toMatch(/deletes/);
  expect(effects).toContainEqual({ kind: 'service', verb: 'stop', target: 'spooler' });
});

it('warns of what may destroy even where it cannot be read', () => {
  expect(judgeWindowsLine('for %i in (a b) do echo %i').risk).toBe('high');
  expect(judgeWindowsLine('for %i in (a b) do del %i').risk).toBe('critical');
  expect(judgeWindowsLine('Get-Process `; Remove-Item C:\\x').risk).toBe('critical');
});

it.each([
  [['ipconfig', '/all'], 'observe', true],
  [['Get-Content', 'C:\\Program Files\\x\\a.log'], 'observe', true],
  [['findstr', 'a b', 'C:\\logs\\a.log'], 'observe', true],
  [['ping', '8.8.8.8'], 'diagnose', true],
  [['net', 'stop', 'spooler'], 'remediate', true],
  [['cmd', '/c', 'dir & calc'], 'remediate', false],
  [['dir', '%COMSPEC%'], 'remediate', false],
  [['dir', 'x" & calc & "'], 'remediate', false],
  [['Get-Process', '$(calc)'], 'remediate', false],
  [['dir', ''], 'remediate', false],
  [[], 'remediate', false],
] as [string[], string, boolean][])('judges the words %j', (argv, level, runs) => {
  expect(alone(judgeWindowsArgv(argv))).toEqual([level, runs]);
});
