import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { Plan } from '@legator/contracts';
import fc from 'fast-check';
import { canonicalPlan } from './canonical.js';
import { planOf } from './plan.js';
import { loadReaders } from './readers.js';

beforeAll(() => loadReaders());

const one = (...argv: string[]) => ({ argv });

it.each<[string, unknown[]]>([
  ['ls -l', [{ after: 'then', pipeline: [one('ls', '-l')] }]],
  ["echo 'a b'|wc", [{ after: 'then', pipeline: [one('echo', 'a b'), one('wc')] }]],
  [
    'a && b || c; d\ne',
    ['then', 'and', 'or', 'then', 'then'].map((after, i) => ({ after, pipeline: [one('abcde'[i]!)] })),
  ],
  ['a 2>/dev/null', [{ after: 'then', pipeline: [{ argv: ['a'], err: 'null' }] }]],
  ['a >/dev/null 2>&1', [{ after: 'then', pipeline: [{ argv: ['a'], out: 'null', err: 'null' }] }]],
  ['a 2>&1 >/dev/null', [{ after: 'then', pipeline: [{ argv: ['a'], out: 'null', err: 'out' }] }]],
  ['a &>/dev/null', [{ after: 'then', pipeline: [{ argv: ['a'], out: 'null', err: 'null' }] }]],
  ['a >&2', [{ after: 'then', pipeline: [{ argv: ['a'], out: 'err' }] }]],
  ['a |& b', [{ after: 'then', pipeline: [{ argv: ['a'], err: 'out' }, one('b')] }]],
  ['a <b', [{ after: 'then', pipeline: [{ argv: ['a'], stdin: { file: 'b' } }] }]],
  ['a </dev/null', [{ after: 'then', pipeline: [one('a')] }]],
  ["a <<<'b c'", [{ after: 'then', pipeline: [{ argv: ['a'], stdin: { text: 'b c\n' } }] }]],
  [
    '2>/dev/null a b >/dev/null c',
    [{ after: 'then', pipeline: [{ argv: ['a', 'b', 'c'], out: 'null', err: 'null' }] }],
  ],
  [
    'a && b 2>/dev/null',
    [
      { after: 'then', pipeline: [one('a')] },
      { after: 'and', pipeline: [{ argv: ['b'], err: 'null' }] },
    ],
  ],
  ['for x in a "b c"; do p "$x" ${x}; done', []],
  [
    'for x in a b; do p "-$x" $x; done',
    ['a', 'b'].map((x) => ({ after: 'then', pipeline: [one('p', `-${x}`, x)] })),
  ],
  ['x=/v/l; p $x "$x/y"', [{ after: 'then', pipeline: [one('p', '/v/l', '/v/l/y')] }]],
  ['x="a b"; p "$x"', [{ after: 'then', pipeline: [one('p', 'a b')] }]],
  [
    '{ a; b; } | c',
    [
      {
        after: 'then',
        pipeline: [
          {
            steps: [
              { after: 'then', pipeline: [one('a')] },
              { after: 'then', pipeline: [one('b')] },
            ],
          },
          one('c'),
        ],
      },
    ],
  ],
  [
    'if a; then b; elif c; then d; fi',
    [
      {
        after: 'then',
        pipeline: [
          {
            test: [{ after: 'then', pipeline: [one('a')] }],
            yes: [{ after: 'then', pipeline: [one('b')] }],
            no: [
              {
                after: 'then',
                pipeline: [
                  {
                    test: [{ after: 'then', pipeline: [one('c')] }],
                    yes: [{ after: 'then', pipeline: [one('d')] }],
                    no: [],
                  },
                ],
              },
            ],
          },
        ],
      },
    ],
  ],
  [
    '[ -f /x ] && a',
    [
      { after: 'then', pipeline: [one('[', '-f', '/x', ']')] },
      { after: 'and', pipeline: [one('a')] },
    ],
  ],
  ['command -v a', [{ after: 'then', pipeline: [{ argv: ['command', '-v', 'a'], builtin: true }] }]],
  ['p /{a,b}', [{ after: 'then', pipeline: [one('p', '/a', '/b')] }]],
  [
    'b; x=1 && p $x',
    [
      { after: 'then', pipeline: [one('b')] },
      { after: 'then', pipeline: [one('p', '1')] },
    ],
  ],
  ['a # b', [{ after: 'then', pipeline: [one('a')] }]],
  ['x=1 a b', [{ after: 'then', pipeline: [one('env', 'x=1', 'a', 'b')] }]],
  ['a HEAD~3 b~', [{ after: 'then', pipeline: [one('a', 'HEAD~3', 'b~')] }]],
  ['a ~ ~/b', [{ after: 'then', pipeline: [{ argv: ['a', '~', '~/b'], patterns: [1, 2] }] }]],
  ["a $'b\\tc\\n'", [{ after: 'then', pipeline: [one('a', 'b\tc\n')] }]],
  ['a <<E\nb c\nE', [{ after: 'then', pipeline: [{ argv: ['a'], stdin: { text: 'b c\n' } }] }]],
  ['X=a; p "$X"', [{ after: 'then', pipeline: [one('p', 'a')] }]],
])('makes of %j a plan', (line, steps) => {
  const plan = planOf(line);
  if (steps.length === 0) expect(plan).toBeUndefined();
  else {
    expect(plan).toEqual({ steps });
    expect(Plan.parse(plan)).toEqual(plan);
  }
});

it.each([
  ...['a &', 'a & b', 'a > b', 'a >> b', 'a 2> b', 'a <> b', 'a 3>&1', 'a >&-', 'a >&3', 'a | b <c', 'a >&b'],
  ...[
    'a $x',
    'a "$x"',
    'a $(b)',
    'a `b`',
    'a <(b)',
    'a $((1))',
    "a $'\\x41'",
    "a $'b\\'; c #'",
    "$'a'",
    'a ~x',
    'a x=~',
    'a "${x}"',
    'a "${x@P}"',
  ],
  ...[
    'x=$y a',
    'x+=1 a',
    'x=1 command a',
    'PATH=/x; a',
    'IFS=x; a',
    'x=$(a); b $x',
    'x=1 || a',
    'b || x=1',
    '{ x=1; }; a',
    'x+=1; a',
    'x=(1); a',
    'LANG=C; a',
    'UID=0; a',
  ],
  ...[
    'x="a b"; p $x',
    "x='*'; p $x",
    'x=; p $x',
    'for x in a; do x=b; p $x; done',
    'x=a; for x in b; do p $x; done; p $x',
  ],
  ...['for x in $y; do a; done', 'for x; do a; done', 'for x in a; do b & done', 'for PATH in a; do b; done'],
  ...[
    'a | { b; }',
    'a | for x in b; do c; done',
    '{ a; } >/dev/null',
    '{ }',
    'for x in a; do b; done >/dev/null',
  ],
  ...[
    'while a; do b; done',
    'until a; do b; done',
    'case a in a) b;; esac',
    'a() { b; }',
    '! a',
    '[[ a ]]',
    '((1))',
  ],
  ...[
    'cd /x',
    'eval a',
    'exec a',
    'source a',
    '. a',
    'export a=b',
    'read x',
    'set -x',
    'alias a=b',
    'trap a EXIT',
  ],
  ...[
    'cat <<E\n$a\nE',
    'cat <<E\na\nE\nb',
    'cat <<-E\na\nE',
    'cat <<E <<F\na\nE\nb\nF',
    'select x in a; do b; done',
    'coproc a',
    'a\\\nb',
    "''",
    '',
    '#',
  ],
])('makes no plan of %j', (line) => {
  expect(planOf(line)).toBeUndefined();
});

it('comes to no more commands than fit into a plan', () => {
  const words = Array.from({ length: 300 }, (_, i) => i).join(' ');
  expect(planOf(`for x in ${words}; do p $x; done`)).toBeUndefined();
  expect(planOf('for x in {1..60}; do for y in {1..60}; do p $x; done; done')).toBeUndefined();
  expect(planOf(`p ${'/{a,b}'.repeat(12)}`)).toBeUndefined();
});

const bash = ['/bin/bash', '/usr/bin/bash'].find((path) => existsSync(path));
if (!bash)
  process.stderr.write('SKIPPED: there is no bash here, so plans are not compared with what it does.\n');

(bash ? describe : describe.skip)('beside a real bash', () => {
  /** `p 1 a` says what it was given and ends with 1; `q` passes on what it reads, with a mark. */
  const PROGRAMS = `p() { printf '%s' "\${*@Q}"$'\\n'; printf 'err %s\\n' "$1" >&2; return $1; }
    q() { while IFS= read -r l; do printf '%s|%s\\n' "$1" "$l"; done; printf '%s.\\n' "$1"; return $1; }`;

  const word = fc.constantFrom(
    "'a b'",
    '"c  d"',
    'e\\ f',
    '/{g,h}',
    '""',
    'i"j"\'k\'',
    '$v',
    '"$v/x"',
    '{1..3}',
    'x=y',
  );
  const code = fc.constantFrom('0', '1');
  const redirect = fc.constantFrom(
    '',
    '',
    '',
    ' 2>/dev/null',
    ' >/dev/null',
    ' 2>&1',
    ' >&2',
    ' 2>&1 >/dev/null',
    ' &>/dev/null',
  );
  const program = fc
    .tuple(code, fc.array(word, { maxLength: 3 }), redirect)
    .map(([end, words, to]) => `p ${[end, ...words].join(' ')}${to}`);
  const reader = fc.tuple(code, redirect).map(([end, to]) => `q ${end}${to}`);
  const pipeline = fc
    .tuple(program, fc.array(fc.tuple(fc.constantFrom(' | ', '|', ' |& '), reader), { maxLength: 2 }))
    .map(([first, rest]) => first + rest.flat().join(''));
  const sign = fc.constantFrom(' && ', ' || ', '; ', '&&', '\n');
  const { list } = fc.letrec<{ list: string; item: string }>((tie) => ({
    list: fc
      .tuple(tie('item'), fc.array(fc.tuple(sign, tie('item')), { maxLength: 3 }))
      .map(([first, rest]) => first + rest.flat().join('')),
    item: fc.oneof(
      { maxDepth: 1, depthSize: 'small', withCrossShrink: true },
      pipeline,
      tie('list').map((inner) => `for w in a 'b c'; do p 0 "$w"; ${inner}; done`),
      tie('list').map((inner) => `{ ${inner}; }`),
      tie('list').map((inner) => `( ${inner} )`),
      fc.tuple(tie('list'), tie('list'), tie('list')).map(([a, b, c]) => `if ${a}; then ${b}; else ${c}; fi`),
      fc.tuple(tie('list'), reader).map(([inner, last]) => `{ ${inner}; } | ${last}`),
    ),
  }));

  it('does what bash does: the same programs, words, order, output and end', () => {
    const lines = fc.sample(list, { numRuns: 150, seed: 7 }).map((line) => `v=/s/t; ${line}`);
    const plans = lines.map((line) => planOf(line));
    const made = lines.filter((_, i) => plans[i]);
    expect(made.length).toBeGreaterThan(120);
    const written = plans.flatMap((plan) => (plan ? [canonicalPlan(plan)] : []));
    expect(run(written)).toEqual(run(made));
    // Read again, it is the same plan, but for lines in which the grammar loses itself; none is another plan.
    const again = written.map((line) => planOf(line)).map((plan) => plan && canonicalPlan(plan));
    expect(again.filter((line, i) => line === written[i]).length).toBeGreaterThan(100);
    expect(again.filter((line, i) => line !== undefined && line !== written[i])).toEqual([]);
  });

  function run(lines: string[]): string[] {
    const script = `${PROGRAMS}\nfor l in "$@"; do { eval "$l"; } 2>&1; printf ' %s\\0' $?; done`;
    const output = execFileSync(bash!, ['--noprofile', '--norc', '-c', script, 'bash', ...lines], {
      env: { LC_ALL: 'C.UTF-8', PATH: '/nonexistent' },
      cwd: '/proc/self/fdinfo',
      maxBuffer: 1 << 28,
    });
    // What the parts of a pipeline say at the same time comes in any order.
    const outputs = output.toString('utf8').split('\0').slice(0, -1);
    return outputs.map((text, i) =>
      lines[i]!.includes('|') ? text.split('\n').toSorted().join('\n') : text,
    );
  }
});
