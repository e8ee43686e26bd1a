import { nextStep } from './next-step.js';
import type { Pace, Progress } from './next-step.js';

const pace: Pace = { maxConcurrent: 3, maxErrors: 1, canary: 2 };
const at = (over: Partial<Progress>, more: Partial<Pace> = {}) =>
  nextStep(
    { ...pace, ...more },
    { state: 'running', waiting: 10, running: 0, succeeded: 0, failed: 0, health: 'well', ...over },
  );

it.each([
  ['the canaries first', {}, { do: 'release', hosts: 2 }],
  ['another canary in the place of a skipped one', { succeeded: 1 }, { do: 'release', hosts: 1 }],
  ['a wave once the canaries are well', { succeeded: 2 }, { do: 'release', hosts: 3 }],
  ['a wave in spite of an error that may be', { succeeded: 4, failed: 1 }, { do: 'release', hosts: 3 }],
] as const)('releases %s', (_what, over, step) => {
  expect(at(over)).toEqual(step);
});

it.each([
  ['one still runs', { running: 1, succeeded: 4 }],
  ['one still runs, although too many failed', { running: 1, failed: 9 }],
  ['one still runs, although it was stopped', { running: 1, state: 'stopping' }],
  ['the hosts of the last wave are not well yet', { succeeded: 2, health: 'settling' }],
  ['it is paused', { succeeded: 2, state: 'paused' }],
  ['it is paused and its hosts are not well', { succeeded: 2, state: 'paused', health: 'overdue' }],
] as const)('waits while %s', (_why, over) => {
  expect(at(over)).toEqual({ do: 'wait' });
});

it.each([
  ['failed when a canary fails, whatever may fail later', { succeeded: 1, failed: 1 }, 'failed'],
  ['failed with one error more than may be', { succeeded: 5, failed: 2 }, 'failed'],
  ['failed also while it is paused', { succeeded: 5, failed: 2, state: 'paused' }, 'failed'],
  ['stopped when it was stopped', { succeeded: 5, state: 'stopping' }, 'stopped'],
  ['stopped even when nothing was left', { succeeded: 5, waiting: 0, state: 'stopping' }, 'stopped'],
  ['succeeded when all have run', { succeeded: 12, waiting: 0 }, 'succeeded'],
  ['succeeded with an error that may be', { succeeded: 11, failed: 1, waiting: 0 }, 'succeeded'],
  ['failed when every host was skipped', { waiting: 0 }, 'failed'],
] as const)('ends as %s', (_why, over, as) => {
  expect(at(over)).toEqual({ do: 'finish', as });
});

it('asks a person when the hosts of a wave do not become well', () => {
  expect(at({ succeeded: 2, health: 'overdue' })).toEqual({ do: 'pause' });
});

it('does not wait for hosts to be well when there is nothing left to release', () => {
  expect(at({ succeeded: 5, waiting: 0, health: 'settling' })).toEqual({ do: 'finish', as: 'succeeded' });
});

it('never releases more canaries than may run at a time', () => {
  expect(at({}, { canary: 8 })).toEqual({ do: 'release', hosts: 3 });
});
