import { readFileSync } from 'node:fs';
import { covers } from '@legator/contracts';
import fc from 'fast-check';
import { canonical } from './canonical.js';
import { judgeArgv, judgeLine, type Judgement } from './judge.js';
import { GRAMMARS, rulesFor } from './program-table.js';
import { loadReaders } from './readers.js';

const EXAMPLES = readFileSync(`${__dirname}/program-examples.txt`, 'utf8')
  .split('\n')
  .filter((line) => /^[-+~] /.test(line))
  .map((line) =>
    line
      .slice(2)
      .split(' ')
      .map((word) => word.replaceAll('␣', ' ')),
  )
  .filter((argv) => argv.every((word) => word !== '' && /^[ -~]*$/.test(word)));

const LINES = [
  ...[
    'id',
    'cat /etc/hosts',
    'cat /etc/shadow',
    'rm -rf /x',
    'systemctl status ssh',
    'systemctl restart ssh',
    'reboot',
  ],
  ...[
    'id; uptime',
    'id | head -n1 /etc/hosts',
    'sh -c "id"',
    'sudo id',
    'sudo reboot',
    'ping -c1 x',
    '/tmp/x',
    'nohup id',
  ],
  ...[
    'for x in a b; do ls "/$x"; done',
    'if id; then uptime; fi',
    'LD_PRELOAD=/x id',
    'id >/etc/x',
    'echo $(rm x)',
  ],
];

beforeAll(() => loadReaders());

/** What decides: the level, and whether a person is asked. */
const verdict = ({ level, known, sensitive, asks }: Judgement) => [level, !known || sensitive || asks];

function expectNoWeaker(of: Judgement, than: Judgement, about: string): void {
  const [held, before] = [of, than].map((one) => verdict(one)[1]);
  expect([about, covers(of.level, than.level), before ? held : true]).toEqual([about, true, true]);
}

const example = fc.constantFrom(...EXAMPLES);
const blanks = fc.stringMatching(/^([ \t]|\\\n){1,3}$/).map((text) => ` ${text} `);

/** One word as bash reads it, written in one of many ways. */
const quoting = (word: string): fc.Arbitrary<string> =>
  fc.constantFrom(
    `'${word.replaceAll("'", `'\\''`)}'`,
    `"${word.replace(/["\\$`]/g, '\\$&')}"`,
    // The grammar loses itself in an escaped blank that stands alone.
    word.trim() === '' ? `'${word}'` : word.replace(/[^A-Za-z0-9_/.:=,@%+-]/g, '\\$&'),
    `"${word.slice(0, 1).replace(/["\\$`]/g, '\\$&')}"'${word.slice(1).replaceAll("'", `'\\''`)}'`,
  );

it('gives the same verdict however the words are quoted and parted', () => {
  fc.assert(
    fc.property(
      example.chain((argv) =>
        fc.tuple(
          fc.constant(argv),
          fc.tuple(...argv.map((word) => quoting(word))),
          fc.array(blanks, { minLength: 20, maxLength: 20 }),
        ),
      ),
      ([argv, words, gaps]) => {
        const line = words
          .map((word, i) => word + (i < words.length - 1 ? gaps[i % gaps.length]! : ''))
          .join('');
        expect([line, verdict(judgeLine(line))]).toEqual([line, verdict(judgeArgv(argv))]);
      },
    ),
    { numRuns: 2_000 },
  );
});

it('gives the same verdict to a program and to its path, and to what a person is shown', () => {
  for (const argv of EXAMPLES) {
    if (!argv[0]!.includes('/'))
      expect([argv, verdict(judgeArgv([`/usr/bin/${argv[0]!}`, ...argv.slice(1)]))]).toEqual([
        argv,
        verdict(judgeArgv(argv)),
      ]);
    expect([argv, verdict(judgeLine(canonical(argv)))]).toEqual([argv, verdict(judgeArgv(argv))]);
  }
});

it('gives the same verdict to --option=value and --option value', () => {
  let tried = 0;
  for (const argv of EXAMPLES) {
    const rules = rulesFor(argv[0]!);
    if (!rules || rules.style === 'plain') continue;
    const at = argv.findIndex((word) => /^--[a-z-]+=/.test(word) && rules.values.has(word.split('=')[0]!));
    if (at < 0 || argv.includes('--')) continue;
    tried += 1;
    const [name, ...value] = argv[at]!.split('=');
    const apart = [...argv.slice(0, at), name!, value.join('='), ...argv.slice(at + 1)];
    expect([apart, verdict(judgeArgv(apart))]).toEqual([apart, verdict(judgeArgv(argv))]);
  }
  expect(tried).toBeGreaterThan(0);
});

it('gives the same verdict in whatever order options without values stand', () => {
  let tried = 0;
  for (const argv of EXAMPLES) {
    const grammar = GRAMMARS[argv[0]!];
    const rules = rulesFor(argv[0]!);
    if (
      !grammar ||
      !rules ||
      grammar.verbs ||
      grammar.also ||
      grammar.command ||
      grammar.reader ||
      argv.includes('--')
    )
      continue;
    if (grammar.style !== undefined && grammar.style !== 'gnu') continue;
    const words = argv.slice(1);
    // A word behind an option that takes a value is that value.
    const flags = words.filter((word, i) => rules.flags.has(word) && !rules.values.has(words[i - 1] ?? ''));
    if (
      flags.length === 0 ||
      words.some((word, i) => flags.includes(word) && rules.values.has(words[i - 1] ?? ''))
    )
      continue;
    tried += 1;
    const others = words.filter((word) => !flags.includes(word));
    for (const order of [
      [...flags, ...others],
      [...others, ...flags],
      [...flags.toReversed(), ...others],
    ])
      expect([order, verdict(judgeArgv([argv[0]!, ...order]))]).toEqual([order, verdict(judgeArgv(argv))]);
  }
  expect(tried).toBeGreaterThan(20);
});

const line = fc.oneof(
  fc.constantFrom(...LINES),
  example.map((argv) => canonical(argv)),
);

it('never becomes weaker by another segment, before it or behind it', () => {
  fc.assert(
    fc.property(
      line,
      line,
      fc.constantFrom('; ', ' && ', ' || ', ' | ', '\n', ' & ', ' |& '),
      (one, other, sign) => {
        const both = judgeLine(one + sign + other);
        expectNoWeaker(both, judgeLine(one), one + sign + other);
        // What reads from a pipe may end where it would wait for ever without one.
        if (!sign.includes('|')) expectNoWeaker(both, judgeLine(other), one + sign + other);
      },
    ),
    { numRuns: 2_000 },
  );
});

it('never becomes weaker by a redirection', () => {
  const redirects = [
    '>/dev/null',
    '2>&1',
    '>/tmp/x',
    '>>/etc/x',
    '</etc/hosts',
    '</etc/shadow',
    '&>/dev/null',
    '>&2',
    '<<<x',
    '3>&1',
    '>&-',
    '2>$x',
    '>/dev/tcp/h/1',
  ];
  fc.assert(
    fc.property(line, fc.constantFrom(...redirects), (text, redirect) => {
      expectNoWeaker(judgeLine(`${text} ${redirect}`), judgeLine(text), `${text} ${redirect}`);
    }),
    { numRuns: 2_000 },
  );
});

it('never becomes weaker by a wrapper', () => {
  const wrappers = [
    'sudo',
    'sudo -u a',
    'env',
    'env A=b',
    'timeout 5',
    'nice',
    'nohup',
    'time',
    'stdbuf -oL',
    'command',
    'xargs',
    'ssh h',
    'flock /x',
    'strace',
    'busybox',
    'chroot /x',
    'watch',
    'doas',
    'setsid',
  ];
  fc.assert(
    fc.property(example, fc.constantFrom(...wrappers), (argv, wrapper) => {
      const wrapped = [...wrapper.split(' '), ...argv];
      expectNoWeaker(judgeArgv(wrapped), judgeArgv(argv), wrapped.join(' '));
    }),
    { numRuns: 3_000 },
  );
  fc.assert(
    fc.property(
      line,
      fc.constantFrom('sh', 'bash', 'dash', 'zsh', 'sudo sh', 'busybox sh'),
      (text, shell) => {
        const wrapped = `${shell} -c ${canonical([text])}`;
        expectNoWeaker(judgeLine(wrapped), judgeLine(text), wrapped);
      },
    ),
    { numRuns: 1_000 },
  );
  fc.assert(
    fc.property(
      line,
      fc.constantFrom(
        '{ L; }',
        '(L)',
        'if id; then L; fi',
        'if L; then id; fi',
        'for x in a; do L; done',
        'while L; do id; done',
        'f() { L; }',
        'echo $(L)',
        'x=$(L)',
        'cat <(L)',
        'cat <<E\n$(L)\nE',
      ),
      (text, form) => {
        const wrapped = form.replace('L', () => text);
        expectNoWeaker(judgeLine(wrapped), judgeLine(text), wrapped);
      },
    ),
    { numRuns: 2_000 },
  );
});
