import type { ChatPart } from '@legator/contracts';
import { latePartsOf } from './late-parts.js';
import { partOf } from './run-view.js';
import type { HostRun, RunView } from './run-view.js';
import type { Run } from './runs.store.js';

const host = (state: HostRun['state']): HostRun => ({
  ...{ probe_id: 'prb-1', hostname: 'web-1', state, request_id: null, directive_id: null, approval_id: null },
  ...{
    exit_code: state === 'succeeded' ? 0 : null,
    duration_ms: 1,
    stdout: '',
    stderr: '',
    truncated: false,
  },
});
const view = (callId: string, ...states: HostRun['state'][]): RunView => ({
  run: { callId, command: 'df', reason: '', target: 'web-1' } as Run,
  hosts: states.map(host),
  ...{ level: null, risk: null, open: [], waitsForPerson: false },
});
const text: ChatPart = { type: 'text', text: 'Looking.' };

it('puts how a command stands now in the place of how it stood, and leaves all else', () => {
  const before = partOf(view('c1', 'running'));
  const now = view('c1', 'succeeded');
  const { parts, changed } = latePartsOf([text, before, text], [now]);
  expect(parts).toEqual([text, partOf(now), text]);
  expect(changed).toEqual([partOf(now)]);
});

it('changes nothing where all is as it was, or where nobody knows better', () => {
  const part = partOf(view('c1', 'running'));
  expect(latePartsOf([part], [view('c1', 'running')]).changed).toEqual([]);
  expect(latePartsOf([part], []).changed).toEqual([]);
});

it('adds what was asked for and never shown, once', () => {
  const late = view('c2', 'succeeded');
  const { parts, changed } = latePartsOf([text], [late]);
  expect(parts).toEqual([text, partOf(late)]);
  expect(changed).toEqual([partOf(late)]);
  expect(latePartsOf(parts, [late]).changed).toEqual([]);
});

it.each([
  [['succeeded', 'skipped'], 'succeeded'],
  [['succeeded', 'failed'], 'failed'],
  [['succeeded', 'running'], 'running'],
  [['waiting', 'running'], 'waiting'],
  [['canceled'], 'failed'],
  [['skipped'], 'failed'],
] as const)('says of a step of a plan on hosts that are %s that it is %s', (states, state) => {
  const step = { title: 'a', command: 'a', target: 'web-1' };
  const plan: ChatPart = {
    ...{ type: 'plan', step_id: 'p', title: 'Do' },
    steps: [
      { ...step, state: 'succeeded' } as const,
      { ...step, state: 'running' },
      { ...step, state: 'planned' },
    ],
  };
  const { parts } = latePartsOf([plan], [view('p.2', ...states)]);
  expect(parts).toMatchObject([{ steps: [{ state: 'succeeded' }, { state }, { state: 'skipped' }] }]);
});
