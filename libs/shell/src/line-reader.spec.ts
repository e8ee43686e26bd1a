import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { canonical } from './canonical.js';
import { findGrammar } from './grammar-files.js';
import { checkTree, MAX_LINE_BYTES, readLine } from './line-reader.js';
import { loadReaders } from './readers.js';

it.each([
  ['ls -la /var/log', ['ls', '-la', '/var/log']],
  ['  uptime \t -p \n', ['uptime', '-p']],
  [`echo 'a  b'"c d"e\\ f`, ['echo', 'a  bc de f']],
  [String.raw`echo "a\"b\\c\d\$e"`, ['echo', String.raw`a"b\c\d$e`]],
  [String.raw`echo 'a\b' a\\b`, ['echo', String.raw`a\b`, String.raw`a\b`]],
  ['echo "" \'\'', ['echo', '', '']],
  ['ls \\\n /tmp', ['ls', '/tmp']],
  ['echo "a\\\nb"', ['echo', 'ab']],
  ['echo a#b a=b --x=y a!b', ['echo', 'a#b', 'a=b', '--x=y', 'a!b']],
  ['"ls" -l', ['ls', '-l']],
  ['echo if then "fi"', ['echo', 'if', 'then', 'fi']],
  ["echo '*' \"{a,b}\" \\~ '$x' '`'", ['echo', '*', '{a,b}', '~', '$x', '`']],
  ['cat /srv/Übersicht.txt 😀', ['cat', '/srv/Übersicht.txt', '😀']],
])('reads %j as words', async (line, argv) => {
  expect(await readLine(line)).toEqual({ kind: 'argv', argv });
});

it.each([
  ['', 'empty'],
  [' \n\t', 'empty'],
  ["''", 'empty'],
  ['ls | wc', 'pipeline'],
  ['ls || id', 'list'],
  ['ls && id', 'list'],
  ['ls; id', 'list'],
  ['ls\nid', 'list'],
  ['ls;', 'list'],
  ['ls &', 'background'],
  ['ls > x', 'redirect'],
  ['ls 2>&1', 'redirect'],
  ['ls &> x', 'redirect'],
  ['cat < x', 'redirect'],
  ['cat << x', 'redirect'],
  ['ls $x', 'expansion'],
  ['ls "$x"', 'expansion'],
  ['ls "a`id`"', 'expansion'],
  ["ls $'a'", 'construct'],
  ['a=b ls', 'assignment'],
  ['a=b', 'assignment'],
  ['a+=b ls', 'assignment'],
  ['ls *', 'glob'],
  ['ls a?', 'glob'],
  ['ls [ab]', 'glob'],
  ['ls ~', 'tilde'],
  ['ls {a,b}', 'brace'],
  ['ls # x', 'comment'],
  ['# x', 'comment'],
  ['(ls)', 'subshell'],
  ['ls (a)', 'subshell'],
  ['! ls', 'keyword'],
  ['time ls', 'keyword'],
  ['export a', 'keyword'],
  ["ls 'a", 'syntax_error'],
  ['ls "a', 'syntax_error'],
  ['ls \\', 'syntax_error'],
  ['ls a\\\nb', 'syntax_error'],
  ['ls \u0007', 'control_character'],
  ['ls "\u001b[2K"', 'control_character'],
  ['ls \u202e', 'control_character'],
  ['ls\u00a0x', 'control_character'],
  ['ls \r', 'control_character'],
  ['ls \ud800', 'control_character'],
  ['l\u0455', 'program_name'],
  [`ls ${'x'.repeat(MAX_LINE_BYTES)}`, 'too_long'],
  [`ls ${'ü'.repeat(MAX_LINE_BYTES / 2)}`, 'too_long'],
])('says of %j that it is beyond one command: %s', async (line, why) => {
  expect(await readLine(line)).toEqual({ kind: 'beyond', why, text: expect.stringMatching(/\.$/) });
});

it.each([
  [
    'ls a\\\nb',
    'disagreement',
    [
      [0, 2],
      [3, 7],
    ],
  ],
  [
    'ls a b',
    'disagreement',
    [
      [0, 2],
      [3, 4],
    ],
  ],
  [
    'ls a',
    'disagreement',
    [
      [0, 2],
      [3, 4],
      [5, 6],
    ],
  ],
  [
    'ls $x',
    'construct',
    [
      [0, 2],
      [3, 5],
    ],
  ],
  [
    'ls "$(id)"',
    'construct',
    [
      [0, 2],
      [3, 10],
    ],
  ],
  [
    'ls | id',
    'pipeline',
    [
      [0, 2],
      [5, 7],
    ],
  ],
  [
    'ls; id',
    'list',
    [
      [0, 2],
      [4, 6],
    ],
  ],
  [
    'a=1 ls',
    'assignment',
    [
      [0, 3],
      [4, 6],
    ],
  ],
  [
    'ls >x',
    'redirect',
    [
      [0, 2],
      [3, 5],
    ],
  ],
  [
    '[ a ]',
    'builtin',
    [
      [0, 1],
      [2, 3],
      [4, 5],
    ],
  ],
  [
    'echo =~',
    'syntax_error',
    [
      [0, 4],
      [5, 7],
    ],
  ],
] as [string, string, [number, number][]][])(
  'finds %j wrong by the grammar alone: %s',
  async (line, why, spans) => {
    const tree = (await loadReaders()).bash.parse(line)!;
    const words = spans.map(([start, end]) => ({ value: line.slice(start, end), start, end, bare: true }));
    expect(() => checkTree(tree.rootNode, words)).toThrow(expect.objectContaining({ why }));
  },
);

it('says where the grammar was looked for when it is not there', () => {
  expect(() => findGrammar(['/bin/sh'])).toThrow(/web-tree-sitter\.wasm/);
});

const bash = findBash();
if (!bash)
  process.stderr.write(
    'SKIPPED: there is no bash here, so its reading of lines is not compared with ours.\n',
  );

(bash ? describe : describe.skip)('beside a real bash', () => {
  const PIECES = [
    ...'abz019-_/.,:=+@%^]!#',
    ...[
      ' ',
      '  ',
      '\t',
      "'",
      '"',
      '\\',
      "' '",
      '" "',
      '\\ ',
      '\\\\',
      '\\"',
      "\\'",
      '\\$',
      '\\`',
      '\\n',
      '\\\n',
      '\n',
    ],
    ...['ü', '😀', '$', '`', '*', '?', '[', '~', '{', '}', '(', ')', '|', '&', ';', '<', '>', 'if', 'time'],
  ];
  const HARMLESS = PIECES.slice(0, 38);
  const line = fc.oneof(
    fc.array(fc.constantFrom(...HARMLESS), { maxLength: 30 }),
    fc.array(fc.constantFrom(...PIECES), { maxLength: 15 }),
  );

  it('gives the same words for every line that it accepts', async () => {
    const accepted: [line: string, words: string[]][] = [];
    for (const pieces of fc.sample(line, 6_000)) {
      const reading = await readLine(`show ${pieces.join('')}`);
      if (reading.kind === 'argv') accepted.push([pieces.join(''), reading.argv.slice(1)]);
    }
    expect(accepted.length).toBeGreaterThan(500);
    expect(wordsByBash(accepted.map(([text]) => text))).toEqual(accepted.map(([, words]) => words));
  });

  it('reads a canonical command back as the same words, whatever they hold', async () => {
    const word = fc.oneof(
      fc.string(),
      fc.string({ unit: 'binary' }),
      fc.constantFrom('if', '', 'a=b', '!', '~', '-n'),
    );
    const argvs = fc.sample(
      fc.array(
        word.map((text) => text.replaceAll('\0', '')),
        { minLength: 1 },
      ),
      500,
    );
    expect(argvs.every((argv) => /^[ -~]*$/.test(canonical(argv)))).toBe(true);
    expect(wordsByBash(argvs.map((argv) => canonical(argv)))).toEqual(argvs);
  });

  /** Every line is read by a bash of its own reading, `eval`, in an empty folder; words come back ended by NUL. */
  function wordsByBash(lines: string[]): string[][] {
    const folder = mkdtempSync(join(tmpdir(), 'legator-shell-'));
    const script =
      'for l in "$@"; do show() { printf "%s\\0" "$#" "$@"; }; eval "show $l" || printf "failed\\0"; done';
    try {
      const output = execFileSync(bash!, ['--noprofile', '--norc', '-c', script, 'bash', ...lines], {
        cwd: folder,
        env: { LC_ALL: 'C.UTF-8', PATH: '/nonexistent' },
        maxBuffer: 1 << 26,
      });
      const words = output.toString('utf8').split('\0');
      return lines.map(() => words.splice(0, Number(words.shift())));
    } finally {
      rmSync(folder, { recursive: true });
    }
  }
});

function findBash(): string | undefined {
  try {
    return execFileSync('/bin/sh', ['-c', 'command -v bash'], { encoding: 'utf8' }).trim();
  } catch {
    return undefined;
  }
}
