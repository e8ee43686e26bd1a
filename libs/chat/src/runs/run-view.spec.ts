import { partOf } from './run-view.js';
import type { HostRun, RunView } from './run-view.js';
import type { Run } from './runs.store.js';

const host = (at: number, stdout: string): HostRun => ({
  ...{
    probe_id: `prb-${at}`,
    hostname: `web-${at}`,
    state: 'succeeded',
    request_id: null,
    directive_id: null,
  },
  ...{ approval_id: null, exit_code: 0, duration_ms: 1, stdout, stderr: stdout, truncated: false },
});
const view = (hosts: readonly HostRun[]): RunView => {
  const run = { callId: 'c1', command: 'cat', reason: '', target: 'all' } as Run;
  return { run, hosts, level: null, risk: null, open: [], waitsForPerson: false };
};
const shownOf = ({ groups }: ReturnType<typeof partOf>) =>
  groups.reduce((sum, { output, error_output }) => sum + output.length + error_output.length, 0);

describe('what is shown of a run', () => {
  it('is the beginning of each output', () => {
    const [group] = partOf(view([host(1, 'x'.repeat(30_000))])).groups;
    expect(group!.output).toHaveLength(20_000);
  });

  it('is bounded as a whole, however many hosts printed something else, and shared with the other steps of a plan', () => {
    const many = view(Array.from({ length: 50 }, (_, at) => host(at, `${at}\n${'x\n'.repeat(15_000)}`)));
    const wide = view(Array.from({ length: 50 }, (_, at) => host(at, `${at} ${'x'.repeat(30_000)}`)));
    for (const [runs, most] of [
      [1, 400_000],
      [5, 80_000],
    ] as const) {
      expect(shownOf(partOf(wide, runs))).toBe(most);
      expect(shownOf(partOf(many, runs))).toBeLessThanOrEqual(most);
    }
    expect(partOf(many).groups[0]!.hidden_lines).toBeGreaterThan(29_000);
  });
});
