import { editOf } from './request-edit';
import { aDetail } from './testing';

const command = { argv: ['systemctl', 'restart', 'a b'], request_id: 'r1', timeout_ms: 30_000 };

describe('a request that is changed', () => {
  it('is written anew in its own place, with its reason and its time', () => {
    const detail = aDetail({
      command: { ...command, timeout_ms: 5_000 },
      command_line: `systemctl restart 'a b'`,
      note: 'It hangs.',
    });
    expect(editOf(detail)).toEqual({
      target: { probes: ['prb-1'] },
      prefill: { line: `systemctl restart 'a b'`, reason: 'It hangs.', timeoutMs: 5_000, supersedes: 'a1' },
    });
  });

  it('is the line as it was typed, and leaves out what nobody said', () => {
    const detail = aDetail({ command: { ...command, argv: [], line: 'a  | b' }, command_line: 'a | b' });
    expect(editOf(detail)?.prefill).toEqual({ line: 'a  | b', supersedes: 'a1' });
  });

  it.each([
    ['for many hosts', { probe_id: '' }],
    ['no command', { command: { scope: { type: 'probe', id: 'prb-1' } } }],
    [
      'the way back of another command',
      { command: { ...command, undoes: { request_id: 'r0', expect: [] } } },
    ],
  ] as const)('is none that is %s', (_what, over) => {
    expect(editOf(aDetail(over))).toBeUndefined();
  });
});
