import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { canonicalPlan } from './canonical.js';
import { judgeLine, judgePlan } from './judge.js';
import { planOf } from './plan.js';
import { loadReaders } from './readers.js';

/** How many lines are made up; more, and others each time, with LEGATOR_SOAK, the number of lines. */
const SOAK = process.env['LEGATOR_SOAK'];
const RUNS = Number(SOAK ?? 100_000);
/** Far beyond what a line takes even on a busy machine: what takes longer does not end. */
const HANGS_MS = 5_000;
const BATCH = 1_000;

const read = (name: string) => readFileSync(`${__dirname}/${name}`, 'utf8').trimEnd().split('\n');
const SEEDS = [
  ...read('bypass-lines.txt'),
  ...read('program-examples.txt').map((row) => row.slice(2)),
  ...read('wrapper-examples.txt').map((row) => row.slice(2)),
  'for x in a b; do ls "/$x"; done | head -n 3',
  'if [ -f /x ]; then id 2>/dev/null; elif id; then ls; else df -h; fi && uptime || id',
  "sh -c 'timeout 5 sudo ls /tmp | xargs -0 -n1 echo'",
  'cat <<EOF | wc -l\n$(id) ${x:-$(ls)}\nEOF',
];
const PIECES = [
  ...'|&;<>()$`\\"\'{}[]*?~#!=% \t\n\r\0-_/.,:@+^aZ09',
  ...[
    '&&',
    '||',
    ';;',
    '$(',
    '${',
    '<(',
    '<<',
    '<<<',
    '2>&1',
    '>/dev/null',
    '$((',
    "$'",
    'x=1 ',
    '\\\n',
    '--',
    ' -c ',
    '; rm -rf /x',
  ],
  ...[
    '\u202e',
    '\u200b',
    '\u00a0',
    'é',
    '😀',
    '\ud800',
    '\u001b[2K',
    'do',
    'done',
    'fi',
    'then',
    'for x in ',
    'if ',
    'while ',
    'function ',
  ],
];

/** The same numbers for the same seed, so that a failure can be seen again. */
function random(seed: number): (below: number) => number {
  let state = seed >>> 0 || 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state % below;
  };
}

function mutate(next: (below: number) => number): string {
  let line = SEEDS[next(SEEDS.length)]!;
  for (let times = next(4); times >= 0; times -= 1) {
    const at = next(line.length + 1);
    const other = SEEDS[next(SEEDS.length)]!;
    const ways = [
      () => line.slice(0, at) + PIECES[next(PIECES.length)]! + line.slice(at),
      () => line.slice(0, at) + line.slice(at + 1 + next(8)),
      () => line.slice(0, at) + other.slice(next(other.length)),
      () => line + [' | ', '; ', ' && ', '\n', ' '][next(5)]! + other,
      () => line.slice(0, at) + line.slice(at, at + 8).repeat(1 + next(40)) + line.slice(at),
    ];
    line = ways[next(ways.length)]!();
  }
  return line;
}

beforeAll(() => loadReaders());

it(
  `judges ${RUNS} made-up lines without a failure, each at once and each time alike`,
  async () => {
    const seed = Number(process.env['LEGATOR_SEED'] ?? (SOAK ? (Date.now() % 2 ** 31) + 1 : 1));
    const next = random(seed);
    let granted = 0;
    for (let i = 0; i < RUNS; i += 1) {
      const line = mutate(next);
      const started = performance.now();
      const judgement = judgeLine(line);
      const took = performance.now() - started;
      if (took > HANGS_MS) throw new Error(`seed ${seed}, line ${i}: ${took} ms for ${JSON.stringify(line)}`);
      if (judgement.reasons.length === 0)
        throw new Error(`seed ${seed}, line ${i}: no reason for ${JSON.stringify(line)}`);
      const free = judgement.known && !judgement.asks && !judgement.sensitive;
      if (free) {
        granted += 1;
        if (granted % 20 === 0) check(seed, line, judgement);
      }
      if (i % BATCH === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    expect(granted).toBeGreaterThan(RUNS / 100);
  },
  RUNS * 50,
);

// Found by the soak: patterns that took minutes as regular expressions.
it.each([
  `rmdir ${'*'.repeat(60)}x`,
  `cat ${'*a'.repeat(60)}x`,
  `cat /${'*/**'.repeat(60)}x`,
  `find /etc/${'a'.repeat(200)} -name '${'*a'.repeat(100)}x' -exec cat {} +`,
])('is done with %s at once', (line) => {
  const started = performance.now();
  judgeLine(line);
  expect(performance.now() - started).toBeLessThan(HANGS_MS);
});

/** What may run without a person has a plan; that plan is what it was judged by, and a person sees it in plain ASCII. */
function check(seed: number, line: string, judgement: ReturnType<typeof judgeLine>): void {
  const plan = planOf(line);
  const fail = (what: string) => new Error(`seed ${seed}: ${what} for ${JSON.stringify(line)}`);
  if (!plan) throw fail('no plan');
  if (JSON.stringify(judgePlan(plan)) !== JSON.stringify(judgement)) throw fail('another judgement');
  if (!/^[ -~]*$/.test(canonicalPlan(plan))) throw fail('characters that nobody sees');
}
