import type { ChatMessage, ConversationDetail } from '@legator/contracts';
import { ChatRoom } from '../../support/chat-room.js';
import { FakeModel } from '../../support/fake-model/fake-model.js';
import { enrolProbe, FakeProbe } from '../../support/fake-probe.js';
import { eventually } from '../../support/spine.js';
import { run } from './loop-ground.js';

jest.setTimeout(90_000);

let room: ChatRoom;
let model: FakeModel;
let probe: FakeProbe;
let operator: string;
let id: string;
/** Commands that the host has begun and not ended, oldest first. */
let begun: string[];

beforeAll(async () => {
  model = await FakeModel.start();
  room = await ChatRoom.start(model.env, { real: true });
  const admin = await room.as(['admin']);
  operator = await room.as(['fleet:read', 'fleet:write', 'command:exec', 'approval:read']);
  probe = new FakeProbe(room.server.url, await enrolProbe(room.server.url, 'web-01', { key: admin }));
  await probe.connect();
  await room.owner.query(`update fleet_probe set level = 'remediate' where id = $1`, [probe.id]);
}, 90_000);
afterAll(async () => {
  probe.cut();
  await room.stop();
  await model.close();
});
beforeEach(async () => {
  model.reset();
  id = await room.begin();
  begun = [];
  probe.onRun(({ dispatchId }) => {
    probe.accept(dispatchId);
    begun.push(dispatchId);
  });
});

const say = (content: string) =>
  room.call('POST', `/conversations/${id}/messages`, { content, target: 'web-01' }, { key: operator });
const stop = () => room.call('POST', `/conversations/${id}/stop`, {}, { key: operator });
const hasBegun = () => eventually(() => expect(begun).toHaveLength(1));

async function answer(): Promise<ChatMessage | undefined> {
  const { body } = await room.call<ConversationDetail>('GET', `/conversations/${id}`);
  return body.messages.at(-1);
}

const isStopped = (parts: object[]) =>
  eventually(async () => expect(await answer()).toMatchObject({ state: 'stopped', parts }));
const lookAt = () =>
  room.owner.query<{ at: Date | null }>(
    'select runs_look_at as at from chat_turn where conversation_id = $1',
    [id],
  );

it('tells of a command that went on when its turn was stopped how it ended, and whoever follows hears it', async () => {
  const follower = await room.follow(id);
  await say('!df -h /');
  await hasBegun();
  await stop();
  await isStopped([{ type: 'run', targets: [{ state: 'running' }], done: 0 }]);
  probe.end(begun[0]!, { stdout: 'Filesystem ok\n' });
  const ended = {
    ...{ type: 'run', targets: [{ state: 'succeeded', exit_code: 0 }], done: 1 },
    groups: [{ output: 'Filesystem ok\n', exit_code: 0, probes: 1 }],
  };
  await isStopped([ended]);
  expect((await answer())!.content).toBe('df -h / on web-01: 1 succeeded');
  const sinceStop = () => {
    const { events } = follower;
    return events.slice(events.findIndex(({ type }) => type === 'stopped') + 1);
  };
  await eventually(() => expect(sinceStop()).toMatchObject([{ type: 'part', part: ended }]));
  follower.close();
  await eventually(async () => expect((await lookAt()).rows).toEqual([{ at: null }]));
  // Whoever comes after the pieces were dropped has this event alone.
  const later = await room.follow(id, 0);
  const message = await answer();
  await eventually(() =>
    expect(later.events).toContainEqual(expect.objectContaining({ type: 'stopped', message })),
  );
  later.close();
});

it('shows what was withdrawn as canceled, not as waiting', async () => {
  model.say(run('systemctl restart nginx', { target: 'web-01' }));
  await say('Restart nginx on web-01.');
  await eventually(async () =>
    expect(await answer()).toMatchObject({ state: 'waiting', parts: [{ targets: [{ state: 'waiting' }] }] }),
  );
  await stop();
  await isStopped([{ targets: [{ state: 'canceled', note: expect.stringContaining('was stopped') }] }]);
  expect(begun).toEqual([]);
});

it('shows of a plan what never began as skipped', async () => {
  const steps = [
    { title: 'Check', command: 'df -h /', target: 'web-01' },
    { title: 'Reload', command: 'systemctl reload nginx', target: 'web-01' },
  ];
  const verify = { title: 'Is it up?', command: 'systemctl is-active nginx', target: 'web-01' };
  const plan = { title: 'Reload nginx', steps, verify };
  model.say({ toolCalls: [{ name: 'propose_plan', args: plan }] });
  await say('Reload nginx on web-01.');
  await hasBegun();
  await stop();
  await isStopped([{ steps: [{ state: 'running' }, { state: 'skipped' }, { state: 'skipped' }] }]);
  probe.end(begun[0]!, {});
  await isStopped([
    { type: 'plan', steps: [{ state: 'succeeded' }, { state: 'skipped' }, { state: 'skipped' }] },
  ]);
  expect(begun).toHaveLength(1);
});
