import { abandonedEnd, endOf } from './command-outcome.js';
import type { StoredResult } from './dispatch.js';

const result = (over: Partial<StoredResult> = {}): StoredResult => ({
  outcome: 'exited',
  exitCode: 0,
  stdout: 'a secret, perhaps',
  stderr: '',
  truncated: false,
  durationMs: 5,
  reason: null,
  message: null,
  contained: true,
  ...over,
});

it.each([
  ['exit code 0', {}, 'succeeded', undefined],
  ['another exit code', { exitCode: 2 }, 'failed', 'exit_code'],
  ['a refusal', { outcome: 'refused' as const, exitCode: -1 }, 'failed', 'refused'],
  ['its timeout', { outcome: 'timed_out' as const, exitCode: -1 }, 'failed', 'timed_out'],
  ['a stop that was asked for', { outcome: 'canceled' as const, exitCode: -1 }, 'canceled', 'canceled'],
  ['nobody knowing', { outcome: 'indeterminate' as const, exitCode: -1 }, 'failed', 'indeterminate'],
])('ends with %s', (_what, over, status, errorKind) => {
  expect(endOf('d1', result(over))).toMatchObject({
    directiveId: 'd1',
    status,
    ...(errorKind ? { errorKind } : {}),
  });
});

it('carries no output into the directive', () => {
  expect(JSON.stringify(endOf('d1', result({ exitCode: 1 })))).not.toContain('secret');
});

it('says why something was given up', () => {
  const one = { directiveId: 'd1', cancelReason: null };
  expect(abandonedEnd(one, 'probe_offline')).toMatchObject({ status: 'failed', errorKind: 'probe_offline' });
  expect(abandonedEnd(one, 'canceled')).toMatchObject({ status: 'canceled' });
  expect(abandonedEnd({ ...one, cancelReason: 'Frozen by Ana: drill' }, 'canceled').errorMessage).toBe(
    'It was canceled before the probe took it (Frozen by Ana: drill).',
  );
});
