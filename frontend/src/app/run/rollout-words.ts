import { countText } from '../ui/number-text';

const hosts = (count: number) => (count === 1 ? '1 host' : `${countText(count)} hosts`);

/** The texts about commands that go over many hosts in waves. */
export const ROLLOUT_WORDS = {
  title: 'In waves',
  canary: {
    label: 'First on',
    help: 'So many go first, 1 or 5%. If one of them fails, no other is touched.',
  },
  atATime: {
    label: 'At a time',
    help: 'So many together, 10 or 10%. The next wave waits until these are well.',
  },
  errors: { label: 'May fail', help: 'So many or such a part; one more ends it. None when left empty.' },
  wrong: 'A number, or a percentage such as 10%.',
  none: 'More than none, such as 5 or 10%.',
  states: {
    pending_approval: 'Waits for approval, one for all hosts',
    queued: 'Begins soon',
    running: 'Under way',
    paused: 'Paused',
    stopping: 'Stops once what runs has ended',
    succeeded: 'Done',
    failed: 'Ended early',
    stopped: 'Stopped',
    denied: 'Refused, nothing ran',
    canceled: 'Ended before it began, nothing ran',
  },
  progress: (done: number, all: number) => `${countText(done)} of ${hosts(all)}`,
  wave: (wave: number) => `wave ${countText(wave)}`,
  counts: {
    failed: (count: number) => `${countText(count)} failed`,
    running: (count: number) => `${countText(count)} running`,
    waiting: (count: number) => `${countText(count)} to come`,
    skipped: (count: number) => `${countText(count)} skipped`,
    not_run: (count: number) => `${countText(count)} not touched`,
  },
  targets: 'Hosts',
  target: {
    waiting: 'To come',
    running: 'Running',
    succeeded: 'Done',
    failed: 'Failed',
    skipped: 'Skipped',
    not_run: 'Not touched',
  },
  firstOnly: 'The first 500, failed ones first.',
  output: 'Show its output',
  pause: { button: 'Pause', help: 'What runs goes on; no other host begins.' },
  resume: { button: 'Resume' },
  anyway: { button: 'Resume anyway', help: 'Anyway: however the hosts of the last wave are.' },
  stop: { button: 'Stop', help: 'For good. What runs comes to its own end.' },
  approve: 'Look at the request',
  lost: 'How far it is cannot be asked right now. It goes on all the same.',
  gone: 'This rollout is not known.',
} as const;
