import { ALIASES } from './aliases.js';
import type { Program } from './program.js';
import { CMDLETS, PROGRAMS, cmdletFor, programName } from './tables.js';
import { isValueKind } from './value-kinds.js';
import { isWordKind } from './word-kinds.js';

it('knows more than 60 programs and 120 cmdlets', () => {
  expect(Object.keys(PROGRAMS).length).toBeGreaterThan(100);
  expect(Object.keys(CMDLETS).length).toBeGreaterThan(400);
});

it('names only kinds of words that exist', () => {
  const kinds = (program: Program): string[] => [
    ...Object.values(program.values ?? {}),
    ...(program.operands ?? []).map((kind) => kind.replace(/\*$/, '')),
    ...Object.values(program.verbs ?? {}).flatMap(kinds),
  ];
  expect([...new Set(Object.values(PROGRAMS).flatMap(kinds))].filter((kind) => !isWordKind(kind))).toEqual(
    [],
  );
});

it('names only kinds of values that exist', () => {
  const kinds = Object.values(CMDLETS).flatMap(({ with: parameters = '' }) =>
    parameters.split(' ').flatMap((one) => (one.includes('=') ? [one.slice(one.indexOf('=') + 1)] : [])),
  );
  expect([...new Set(kinds)].filter((kind) => !isValueKind(kind))).toEqual([]);
});

it('gives every place of a word the name of a parameter', () => {
  for (const [name, { at = '', with: parameters = '', needs = '' }] of Object.entries(CMDLETS)) {
    const names = parameters
      .toLowerCase()
      .split(' ')
      .flatMap((one) => one.split('=')[0]!.split('|'));
    const missing = `${at} ${needs}`
      .toLowerCase()
      .split(' ')
      .filter((one) => one !== '' && !names.includes(one));
    expect([name, missing]).toEqual([name, []]);
  }
});

it('opens nothing to any words unless a person decides about it', () => {
  const open = [...Object.entries(PROGRAMS), ...Object.entries(CMDLETS)].filter(
    ([, one]) => one.open && !one.asks,
  );
  expect(open).toEqual([]);
});

it('lets every short name stand for something that is known', () => {
  const unknown = [...ALIASES.keys()].filter((alias) => !cmdletFor(alias));
  expect(unknown).toEqual(['ogv']);
});

/** Where one letter means two things, by its case. */
const CASED = ['/R', '/RR'];

it('writes switches and verbs in lower case, with a slash', () => {
  const words = ({
    switches = '',
    values = {},
    verbs = {},
    askVerbs = {},
    raises = {},
  }: Program): string[] => [
    ...switches.split(' '),
    ...[values, verbs, askVerbs, raises].flatMap((table) =>
      Object.keys(table).flatMap((key) => key.split('|')),
    ),
    ...Object.values(verbs).flatMap(words),
  ];
  expect(
    Object.values(PROGRAMS)
      .flatMap(words)
      .filter((word) => (word !== word.toLowerCase() && !CASED.includes(word)) || /^-[^-]/.test(word)),
  ).toEqual([]);
});

it.each([
  ['ipconfig', 'ipconfig'],
  ['IPCONFIG.EXE', 'ipconfig'],
  ['C:\\Windows\\System32\\ipconfig.exe', 'ipconfig'],
  ['C:/Windows/System32/wbem/wmic.exe', 'wmic'],
  ['ipconfig.bat', 'ipconfig.bat'],
  ['dir.exe', undefined],
  ['.\\ipconfig', undefined],
  ['C:\\Windows\\Temp\\ipconfig.exe', undefined],
  ['C:\\Windows\\System32\\..\\Temp\\ipconfig.exe', undefined],
  ['\\\\evil\\Windows\\System32\\ipconfig.exe', undefined],
])('takes %s for the program %s', (word, name) => {
  expect(programName(word)).toBe(name);
});
