import { loadReaders, type Readers } from './readers.js';
import { secondOpinion } from './second-opinion.js';
import type { List } from './syntax.js';
import { readScript } from './syntax-reader.js';

let readers: Readers;
beforeAll(async () => {
  readers = await loadReaders();
});

function read(line: string): List {
  const script = readScript(line);
  if (script.kind !== 'script') throw new Error(script.text);
  return script.list;
}

it.each([
  "ls   -l 'a  b'|wc&&id||df;pwd",
  'ls >/dev/null -l 2>&1 <x',
  '2>/dev/null ls',
  '2>/dev/null ls a >/dev/null b',
  'if a;then b;elif c;then d;else e;fi',
  'if a;then b;else if c;then d;fi;fi',
  'for x in a "b c";do ls "$x";done',
  '{ a;b; }|c',
  '(a;b)|c',
  'a |& b',
  'a \\\n  b # c',
  "a <<<'b  c'",
  'a && b >/dev/null | c || d 2>&1',
  'x=1; a "$x"',
  'a é "😀  ü"',
])('agrees about %j', (line) => {
  expect(secondOpinion(read(line), line)).toBe(true);
});

it.each([
  // The grammar loses the end of the line behind two pipes.
  ['{ a 0 "" | b 1 | c 0\na 0 e\\ f |& b 0 | c 0 2>&1 >/dev/null; } | d 0', 'words of the next line'],
  ['a\\\nb', 'a word that goes on in the next line'],
])('does not agree about %j: %s', (line) => {
  expect(secondOpinion(read(line), line)).toBe(false);
});

it.each([
  ["a 'b c' d", "a 'b' 'c' d"],
  ['a; b', 'a && b'],
  ['a | b', 'a; b'],
  ['a b', 'a b c'],
  ['a "b c"', 'a "b  c"'],
  ['a', 'a 2>/dev/null'],
  ['a >/dev/null', 'a 2>/dev/null'],
  ['a; b', 'a; b &'],
])('tells the tree of %j from that of %j', (one, other) => {
  expect(secondOpinion(read(one), other)).toBe(false);
  expect(secondOpinion(read(other), one)).toBe(false);
});

it('sees a gap that only one of the two takes for the end of a word, though the text is the same', () => {
  const list = read("a 'b c'");
  const item = list.items[0]!.statement;
  if (item.kind !== 'simple') throw new Error('not simple');
  const [name, word] = item.words;
  item.words = [name!, { ...word!, source: "'b" }, { ...word!, source: "c'" }];
  expect(readers.second.print("a 'b c'")).toBe("a 'b c'");
  expect(secondOpinion(list, "a 'b c'")).toBe(false);
});

it('has no opinion about what it cannot read, and goes on after a failure', () => {
  expect(readers.second.print('a "')).toBeUndefined();
  expect(readers.second.print('a )')).toBeUndefined();
  expect(readers.second.print('a\0b')).not.toBe('a');
  expect(readers.second.print(`a ${'('.repeat(3000)}`)).toBeUndefined();
  expect(readers.second.print('a   b')).toBe('a b');
});

it('grants nothing without readers', async () => {
  jest.resetModules();
  const fresh = await import('./judge.js');
  expect(fresh.judgeLine('id')).toMatchObject({
    level: 'remediate',
    known: false,
    reasons: [{ rule: 'line.no_reader' }],
  });
  expect(fresh.judgeArgv(['sh', '-c', 'id'])).toMatchObject({ known: false });
  expect(fresh.judgeArgv(['id'])).toMatchObject({ known: true });
});
