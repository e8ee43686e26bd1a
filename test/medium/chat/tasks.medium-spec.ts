import type { TaskResult } from '@legator/contracts';
import { Authenticator, runWith } from '@legator/core';
import type { Actor } from '@legator/core';
import type { RunningServer } from '../../../apps/control-plane/src/server.js';
import { TaskWaitsStore } from '../../../libs/chat/src/tasks/task-waits.store.js';
import { TaskTurns } from '../../../libs/chat/src/tasks/task-turns.js';
import { Tasks } from '../../../libs/chat/src/tasks/tasks.service.js';
import { ChatRoom } from '../../support/chat-room.js';
import { FakeModel } from '../../support/fake-model/fake-model.js';
import { enrolProbe, FakeProbe } from '../../support/fake-probe.js';
import { eventually } from '../../support/spine.js';

jest.setTimeout(60_000);

let room: ChatRoom;
let model: FakeModel;
let probe: FakeProbe;
let operator: string;
let actor: Actor;
let replica: RunningServer | undefined;

beforeAll(async () => {
  model = await FakeModel.start();
  room = await ChatRoom.start(
    {
      LEGATOR_BUS: 'postgres',
      LEGATOR_AUTH: 'false',
      ...model.env,
      LEGATOR_TASK_APPROVAL_WAIT: '60s',
    },
    { real: true },
  );
  const admin = await room.as(['admin']);
  operator = await room.as(['fleet:read', 'fleet:write', 'command:exec']);
  const credentials = { headers: { authorization: `Bearer ${operator}` }, address: '127.0.0.1' };
  actor = (await room.server.app.get(Authenticator, { strict: false }).authenticate(credentials))!;
  probe = new FakeProbe(room.server.url, await enrolProbe(room.server.url, 'web-01', { key: admin }));
  await probe.connect();
}, 60_000);
afterAll(async () => {
  probe.cut();
  await room.stop();
  await model.close();
});
afterEach(async () => {
  await replica?.stop();
  replica = undefined;
});
beforeEach(async () => {
  model.reset();
  probe.runs.clear();
  await room.owner.query('delete from chat_conversation');
});

const step = (command: string) => ({
  toolCalls: [{ name: 'run_command', args: { command, reason: 'why' } }],
});

/** Asks for a task. @returns what makes the client go, before it has an answer */
function ask(url = room.server.url): { go(): void; answer: Promise<TaskResult | undefined> } {
  const client = new AbortController();
  const answer = fetch(`${url}/api/v1/probes/${probe.id}/task`, {
    method: 'POST',
    headers: { authorization: `Bearer ${operator}`, 'content-type': 'application/json' },
    body: JSON.stringify({ task: 'Clean up.' }),
    signal: client.signal,
  }).then(
    (response) => response.json() as Promise<TaskResult>,
    () => undefined,
  );
  return { go: () => client.abort(), answer };
}

/** The only task there is. */
async function task(): Promise<{ status: string; stop_by: string | null } | undefined> {
  return (await room.owner.query(`select status, stop_by from chat_turn where kind = 'task'`)).rows[0];
}

/** The server that was asked is there no more. */
async function leave(): Promise<void> {
  await replica!.stop();
  replica = undefined;
}

/** What was asked for last. */
async function newest(): Promise<Record<string, unknown>> {
  const sql = `select d.id, d.status, d.error_message, d.approval_id, a.state as approval from directives_directive d
    left join approvals_approval a on a.id = d.approval_id order by d.requested_at desc limit 1`;
  return (await room.owner.query<Record<string, unknown>>(sql)).rows[0] ?? {};
}

/** What it waits for it has waited for too long. */
const timePasses = () =>
  room.owner.query(`update chat_turn set waits_since = waits_since - interval '1 hour'`);

const isAt = (status: string) => eventually(async () => expect(await task()).toMatchObject({ status }));

describe('a task whose client goes', () => {
  it('stops while a command runs, and asks for no other', async () => {
    model.say(step('df -h /'), step('uptime'), 'All is well.');
    let dispatchId = '';
    probe.onRun((run) => {
      probe.accept(run.dispatchId);
      ({ dispatchId } = run);
    });
    const { go } = ask();
    await eventually(() => expect(dispatchId).not.toBe(''));
    go();
    await isAt('stopped');
    probe.end(dispatchId);
    await eventually(async () => expect(await newest()).toMatchObject({ status: 'succeeded' }));
    expect([probe.runs.size, model.requests.length]).toEqual([1, 1]);
  });

  it('stops while it waits for a yes, and takes back what it waits for', async () => {
    model.say(step('rm -rf /srv/x'), 'It was not approved.');
    const { go } = ask();
    await isAt('waiting');
    go();
    await isAt('stopped');
    await eventually(async () =>
      expect(await newest()).toMatchObject({
        status: 'canceled',
        approval: 'withdrawn',
        error_message: expect.stringContaining('was stopped'),
      }),
    );
    expect([probe.runs.size, model.requests.length]).toEqual([0, 1]);
  });

  it('stops also where it had gone before anybody listened', async () => {
    model.say(step('rm -rf /srv/x'), 'It was not approved.');
    const tasks = room.server.app.get(Tasks, { strict: false });
    const run = runWith({ actor }, () => tasks.run(probe.id, 'Clean up.', AbortSignal.abort()));
    await expect(run).rejects.toMatchObject({ code: 'llm_unavailable' });
    await isAt('stopped');
    await eventually(async () => expect((await newest()).approval).not.toBe('pending'));
  });
});

describe('a task that nobody waits for any more', () => {
  const notInTime = {
    status: 'canceled',
    approval: 'withdrawn',
    error_message: expect.stringContaining('Nobody approved it'),
  };

  it('goes on without what was not approved in time', async () => {
    model.say(step('rm -rf /srv/x'), 'It was not approved.');
    replica = await room.server.replica();
    const { app } = replica;
    await runWith({ actor }, () => app.get(TaskTurns, { strict: false }).begin(probe.id, 'Clean up.'));
    await isAt('waiting');
    const { id: held } = await newest();
    await leave();
    await timePasses();
    await isAt('done');
    expect(await newest()).toMatchObject({ id: held, ...notInTime });
    expect(probe.runs.size).toBe(0);
  });

  it('ends with the server that its client had asked', async () => {
    model.say(step('rm -rf /srv/x'), 'It was not approved.');
    replica = await room.server.replica();
    const { answer } = ask(replica.url);
    await isAt('waiting');
    await leave();
    await timePasses();
    await answer;
    await eventually(async () => expect((await task())!.status).toMatch(/stopped|done/));
    await eventually(async () => expect(await newest()).toMatchObject({ approval: 'withdrawn' }));
  });

  it('keeps what was approved in time, however long it runs', async () => {
    model.say(step('systemctl restart nginx'), 'It is done.');
    let dispatchId = '';
    probe.onRun((run) => {
      probe.accept(run.dispatchId);
      ({ dispatchId } = run);
    });
    const { answer } = ask();
    await isAt('waiting');
    const { approval_id } = await newest();
    const decision = { decision: 'approved', reason: 'decided' };
    const path = `/approvals/${approval_id as string}/decide`;
    expect(await room.call('POST', path, decision)).toMatchObject({ status: 200 });
    await eventually(() => expect(dispatchId).not.toBe(''));
    const looks = jest.spyOn(room.server.app.get(TaskWaitsStore, { strict: false }), 'overdue');
    await timePasses();
    await eventually(() => expect(looks.mock.calls.length).toBeGreaterThan(2));
    looks.mockRestore();
    expect(await newest()).toMatchObject({ status: 'running' });
    probe.end(dispatchId);
    expect(await answer).toMatchObject({ summary: 'It is done.', steps: [{ exit_code: 0 }] });
  });
});
