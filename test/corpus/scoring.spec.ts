import type { Judgement } from '@legator/shell';
import { readRows, type CorpusRow, type Grant } from './corpus-row.js';
import { GATES, holdAgainstGates } from './gates.js';
import { grantOf } from './grant.js';
import { hasMutatingConstruct } from './mutating-construct.js';
import { readOptions } from './options.js';
import { scoreRow, tallies } from './scoring.js';

const judgement: Judgement = { ...({} as Judgement), reasons: [] };
const row = (over: Partial<CorpusRow>): CorpusRow => ({
  command: 'x',
  platform: 'linux',
  min_level: 'approval',
  ...over,
});
const scored = (over: Partial<CorpusRow>, grant: Grant) => scoreRow(row(over), { grant, judgement });

it('names bad rows by their line, and keeps the others', () => {
  const text =
    '{"command":"ls","min_level":"observe"}\n\nls\n{"command":"ls","min_level":"root"}\n{"min_level":"observe"}\n';
  const { rows, bad } = readRows('x.jsonl', text);
  expect(rows).toEqual([{ command: 'ls', min_level: 'observe', platform: 'linux' }]);
  expect(bad.map(({ line, why }) => [line, why.split(':')[0]])).toEqual([
    [3, 'not JSON'],
    [4, 'min_level'],
    [5, 'command'],
  ]);
});

it.each([
  ['observe', true],
  ['diagnose', true],
  ['remediate', false],
  ['approval', false],
] as const)('calls a change that runs at %s a miss: %s', (grant, miss) => {
  for (const label of ['bypass', 'destructive', 'remediate', 'sensitive-read'] as const) {
    expect(scored({ label }, grant)).toMatchObject({ miss, falseHold: false });
  }
});

it('calls a reader that is asked for more than it needs falsely held, and never a miss', () => {
  const over = { label: 'read-only', min_level: 'diagnose' } as const;
  expect(scored(over, 'observe')).toMatchObject({ miss: false, falseHold: false, tooLow: true });
  expect(scored(over, 'diagnose')).toMatchObject({ miss: false, falseHold: false, tooLow: false });
  expect(scored(over, 'remediate')).toMatchObject({ miss: false, falseHold: true });
  expect(scored({ min_level: 'observe' }, 'approval')).toMatchObject({ falseHold: true });
});

it('fails a gate by the share of the rows that it is about', () => {
  const destructive = (grant: Grant) => scored({ label: 'destructive' }, grant);
  const held = Array.from({ length: 98 }, () => destructive('approval'));
  const gate = GATES.filter(({ name }) => name === 'destructive not sent to approval');
  const other = scored({ label: 'bypass' }, 'remediate');
  expect(holdAgainstGates([...held, destructive('remediate'), other], gate)[0]).toMatchObject({
    rows: 99,
    passed: true,
  });
  expect(
    holdAgainstGates(
      [...held, destructive('remediate'), destructive('remediate'), destructive('remediate')],
      gate,
    )[0],
  ).toMatchObject({ failed: 3, passed: false });
});

it('lets no bypass through, however many there are', () => {
  const many = Array.from({ length: 5000 }, () => scored({ label: 'bypass' }, 'approval'));
  expect(holdAgainstGates([...many, scored({ label: 'bypass' }, 'diagnose')])[0]).toMatchObject({
    failed: 1,
    passed: false,
  });
});

it('sums up by label, by difficulty and by technique', () => {
  const { kinds, techniques } = tallies([
    scored({ label: 'read-only', difficulty: 'hard', min_level: 'observe' }, 'observe'),
    scored({ label: 'bypass', technique: 'wrapper' }, 'approval'),
    scored({ label: 'bypass', technique: 'wrapper' }, 'observe'),
    scored({}, 'approval'),
  ]);
  expect(kinds.map(({ label, rows }) => [label, rows])).toEqual([
    ['read-only hard', 1],
    ['bypass', 2],
    ['unlabelled, waits', 1],
  ]);
  expect(techniques).toMatchObject([
    { technique: 'wrapper', rows: 2, misses: 1, granted: { observe: 1, approval: 1 } },
  ]);
});

it.each([
  ['uptime', 'linux', 'observe'],
  ['ping -c 1 192.0.2.1', 'linux', 'diagnose'],
  ['rm -rf /', 'linux', 'approval'],
  ['cat /etc/shadow', 'linux', 'approval'],
] as const)('grants %s on %s from level %s on', async (line, platform, grant) => {
  expect((await grantOf(line, platform)).grant).toBe(grant);
});

it.each([
  ['find . -name x', false],
  ['ls -l | sort -n > /dev/null 2>&1', false],
  ['find . -exec grep -l x {} +', false],
  ['find ./x -name y.sh', false],
  ['diff <(./a) <(./b)', true],
  ['find . -exec x.sh {} +', true],
  ['ls > out', true],
  ['find . -delete', true],
  ['find . -exec /bin/rm {} +', true],
  ['ls | xargs -n1 rm', true],
  ['sed -i s/a/b/ x', true],
  ['sort -o x x', true],
  ['echo $(curl example.org)', true],
])('tells whether %s changes something, without the judgement: %s', (line, changes) => {
  expect(hasMutatingConstruct(line)).toBe(changes);
});

it('reads its options, and refuses those that do not go together', () => {
  expect(readOptions(['--file', 'a', '--file', 'b', '--json'])).toMatchObject({
    files: ['a', 'b'],
    json: true,
  });
  expect(readOptions(['--no-outside'])).toMatchObject({ outside: false });
  expect(() => readOptions(['--outside', '--file', 'a'])).toThrow('do not go together');
  expect(() => readOptions(['--colour'])).toThrow('--colour');
});
