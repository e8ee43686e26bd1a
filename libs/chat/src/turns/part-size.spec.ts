import type { ChatPart, ChatRunPart } from '@legator/contracts';
import { Answer } from './answer.js';
import { LARGEST_ANSWER, sizedPart, sizeOf } from './part-size.js';
import { runCounts } from './run-hosts.js';

function aRun(output: string, { groups = 1, hosts = 1, note = '' } = {}): ChatRunPart {
  return {
    ...{ type: 'run', step_id: 'c1', command: 'cat', reason: '', target: 'all', level: null, risk: null },
    targets: Array.from({ length: hosts }, (_, at) => ({
      ...{ probe_id: `prb-${at}`, hostname: `web-${at}`, state: 'succeeded' as const, request_id: null },
      ...{ directive_id: null, approval_id: null, exit_code: 0, duration_ms: 1, group: 0, note },
    })),
    groups: Array.from({ length: groups }, () => ({
      ...{ output, error_output: '', exit_code: 0, probes: 1, hidden_lines: 2 },
    })),
    ...{ done: hosts, duration_ms: 1 },
  };
}

describe('a block that is too large', () => {
  it('is left alone while it is not', () => {
    const run = aRun('x'.repeat(700_000));
    expect(sizedPart(run)).toEqual(run);
  });

  it('stays the block of its step, with every state, and says how many lines were cut', () => {
    const kept = sizedPart(aRun('\u0001\n'.repeat(10_000), { groups: 50 })) as ChatRunPart;
    expect(kept).toMatchObject({ type: 'run', step_id: 'c1', done: 1, targets: [{ state: 'succeeded' }] });
    expect(sizeOf(kept)).toBeLessThanOrEqual(LARGEST_ANSWER);
    const [{ output, hidden_lines: hidden }] = kept.groups as [ChatRunPart['groups'][number]];
    expect(output).not.toBe('');
    expect(output.split('\n').length + hidden).toBe(10_001 + 2);
  });

  it('names two hundred hosts, those first that need somebody, and counts the rest by how they stand', () => {
    const run = aRun('x', { hosts: 1_500 });
    const targets = run.targets.map((target, at) => {
      const state = at === 1_400 ? 'failed' : at % 10 === 0 ? 'waiting' : 'succeeded';
      return { ...target, state } as const;
    });
    const kept = sizedPart({ ...run, targets }) as ChatRunPart;
    expect(kept.targets).toHaveLength(200);
    expect(kept.targets.filter(({ state }) => state === 'waiting')).toHaveLength(149);
    expect(kept.targets.map(({ probe_id }) => probe_id)).toContain('prb-1400');
    expect(kept.more_targets).toEqual([{ state: 'succeeded', count: 1_300 }]);
    expect(runCounts(kept)).toEqual(expect.arrayContaining([{ state: 'succeeded', count: 1_350 }]));
  });

  it('gives up outputs and notes before it gives up names', () => {
    const kept = sizedPart(
      aRun('x\ny'.repeat(50_000), { hosts: 1_500, note: 'n'.repeat(500) }),
      60_000,
    ) as ChatRunPart;
    expect(kept.targets).toHaveLength(200);
    expect(kept.targets[7]).not.toHaveProperty('note');
    expect(kept.groups).toMatchObject([{ output: '', hidden_lines: 50_003 }]);
    expect(sizeOf(kept)).toBeLessThanOrEqual(60_000);
  });

  it('is never left out where it is a step’s: without any room it counts', () => {
    const kept = sizedPart(aRun('x', { hosts: 1_500 }), 0) as ChatRunPart;
    expect(kept).toMatchObject({ targets: [], more_targets: [{ state: 'succeeded', count: 1_500 }] });
  });

  it('is a plan’s as well', () => {
    const step = { title: 's', command: 'cat', target: 'all', state: 'succeeded' as const };
    const steps = [
      { ...step, run: aRun('x'.repeat(600_000)) },
      { ...step, run: aRun('y'.repeat(600_000)) },
    ];
    const kept = sizedPart({ type: 'plan', step_id: 'p1', title: 'Plan', steps });
    expect(kept).toMatchObject({ type: 'plan', step_id: 'p1', steps: [{ state: 'succeeded' }, step] });
    expect(sizeOf(kept)).toBeLessThanOrEqual(LARGEST_ANSWER);
  });

  it('becomes a notice where it is of no step', () => {
    expect(sizedPart({ type: 'text', text: 'x'.repeat(1_000_001) })).toMatchObject({
      type: 'notice',
      code: 'chat.part_too_large',
    });
  });
});

it('fits with all the others of its answer, however many hosts plans went over', () => {
  const answer = new Answer();
  const run = aRun('\u00e9\n'.repeat(10_000), { hosts: 1_000, groups: 20, note: '\u00e9'.repeat(300) });
  for (const target of run.targets) target.hostname = target.hostname.padEnd(253, 'x');
  const step = { title: 's', command: 'cat', target: 'all', state: 'succeeded' as const, run };
  const put = (part: ChatPart) => answer.show(sizedPart(part, answer.roomFor(part)), part);
  for (const name of ['a', 'b', 'c', 'd', 'e'])
    for (let again = 0; again < 3; again += 1)
      put({ type: 'plan', step_id: name, title: name, steps: Array(5).fill(step) });
  expect(Buffer.byteLength(JSON.stringify(answer.parts))).toBeLessThan(1_000_000);
  expect(answer.probes()).toHaveLength(1_000);
  const runs = answer.parts.flatMap((part) =>
    part.type === 'plan' ? part.steps.map((one) => one.run!) : [],
  );
  expect(runs).toHaveLength(25);
  for (const one of runs) expect(runCounts(one)).toEqual([{ state: 'succeeded', count: 1_000 }]);
});

describe('behind runs that printed more than fits', () => {
  function full() {
    const answer = new Answer();
    const put = (part: ChatPart) => {
      answer.show(sizedPart(part, answer.roomFor(part)), part);
      return answer.parts.at(-1);
    };
    for (const step of ['c1', 'c2', 'c3']) put({ ...aRun('x'.repeat(600_000)), step_id: step });
    return { answer, put };
  }
  const question: ChatPart = {
    ...{ type: 'question', question: 'Run it on all 12?' },
    choices: [{ label: 'Yes, on 12 hosts', value: 'Yes', confirmed_targets: 12, confirmation: 'q1' }],
  };
  const table = (rows: number): ChatPart => ({
    ...{ type: 'table', columns: [{ title: 'Host', align: 'start' }], more: 3 },
    rows: Array.from({ length: rows }, (_, at) => [{ text: `web-${at}` }]),
  });

  it('a question keeps its words and its buttons, and a notice its own, without any room', () => {
    const notice = { type: 'notice', code: 'c', tone: 'warn', text: 't' } as const;
    const source = { type: 'source', text: 's', probes: 1, as_of: null } as const;
    for (const part of [question, notice, source]) expect(sizedPart(part, -1)).toEqual(part);
    expect(full().put(question)).toEqual(question);
  });

  it('a table finds room as well, and one that is too long loses rows and counts them', () => {
    const { answer, put } = full();
    expect(put(table(100))).toEqual(table(100));
    const cut = put(table(100_000)) as ChatPart & { type: 'table' };
    expect(cut.rows.length).toBeGreaterThan(100);
    expect(cut.rows.length + cut.more).toBe(100_003);
    expect(Buffer.byteLength(JSON.stringify(answer.parts))).toBeLessThan(LARGEST_ANSWER + 1_000);
  });
});
