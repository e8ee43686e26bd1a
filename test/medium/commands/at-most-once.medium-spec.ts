import { ProbeRoad } from '../../support/probe-road.js';
import { eventually } from '../../support/spine.js';

let road: ProbeRoad;

beforeAll(async () => {
  road = await ProbeRoad.start();
});
afterAll(() => road.close());

const ask = (id: string, requestId: string) =>
  road.post(`/probes/${id}/command`, { command: 'uptime', request_id: requestId });
const shown = (requestId: string) => road.get(`/commands/${requestId}`);
const signals = (type: string, requestId: string) =>
  road.rows(`select * from core_signal where type = $1 and payload->>'request_id' = $2`, [type, requestId]);

it('stores a result once, however often it is sent, and acknowledges each time', async () => {
  const probe = await road.probe();
  await ask(probe.id, 'dup');
  const { dispatchId } = await probe.nextRun();
  for (const stdout of ['first', 'second', 'third']) probe.end(dispatchId, { stdout });
  await probe.until(() => probe.acknowledged.includes(dispatchId));
  await probe.close();
  await probe.connect({ unacknowledged: [dispatchId] });
  const before = probe.acknowledged.length;
  probe.end(dispatchId, { stdout: 'fourth' });
  await probe.until(() => probe.acknowledged.length > before);
  expect(await shown('dup')).toMatchObject({ state: 'succeeded', result: { stdout: 'first', late: false } });
  expect(await signals('command.completed', 'dup')).toHaveLength(1);
});

it('refuses what a probe says about the command of another, and writes that down once', async () => {
  const [owner, thief] = [await road.probe(), await road.probe()];
  await ask(owner.id, 'owned');
  const { dispatchId } = await owner.nextRun();
  thief.accept(dispatchId);
  thief.print(dispatchId, 1, 'forged');
  thief.end(dispatchId, { stdout: 'forged' });
  thief.end(dispatchId, { stdout: 'forged again' });
  const refusals = () =>
    road.rows(`select * from core_signal where type = 'command.result_refused' and probe_id = $1`, [
      thief.id,
    ]);
  await eventually(async () => expect(await refusals()).toHaveLength(1));
  expect(await shown('owned')).toMatchObject({ state: 'dispatched', result: null });
  owner.end(dispatchId, { stdout: 'true' });
  await eventually(async () => expect(await shown('owned')).toMatchObject({ result: { stdout: 'true' } }));
  expect(thief.acknowledged).toEqual([]);
  expect(await refusals()).toHaveLength(1);
});

it('keeps a late result as evidence and leaves the end as it was', async () => {
  const probe = await road.probe();
  await ask(probe.id, 'late');
  const { dispatchId } = await probe.nextRun();
  probe.accept(dispatchId);
  await eventually(async () => expect(await shown('late')).toMatchObject({ state: 'running' }));
  await road.rows(`update commands_dispatch set deadline_at = now() where id = $1`, [dispatchId]);
  await eventually(async () =>
    expect(await shown('late')).toMatchObject({ state: 'failed', error_kind: 'indeterminate' }),
  );
  probe.end(dispatchId, { stdout: 'after all' });
  await probe.until(() => probe.acknowledged.includes(dispatchId));
  expect(await shown('late')).toMatchObject({
    state: 'failed',
    error_kind: 'indeterminate',
    result: { stdout: 'after all', late: true },
  });
  expect(await signals('command.result_late', 'late')).toHaveLength(1);
  expect(await signals('command.completed', 'late')).toHaveLength(0);
});

it('sends again what was committed and never left, once, when the probe says hello', async () => {
  const probe = await road.probe();
  // As if the control plane had died between the commit and the socket: the row is there, nobody was told.
  await ask(probe.id, 'template');
  const { dispatchId } = await probe.nextRun();
  probe.end(dispatchId);
  await probe.until(() => probe.acknowledged.includes(dispatchId));
  await probe.close();
  const [row] = await road.rows<{ id: string }>(
    `with d as (insert into directives_directive select gen_random_uuid(), tenant_id, type, payload, payload_hash, summary,
         subject_type, subject_id, null, 'running', gate, 'dispatched', decision, level, risk, reasons, rationale, null,
         requested_by_type, requested_by_id, requested_by_name, request_id, reason, parent_id, correlation_id, now(), now(),
         null, now(), null, 1 from directives_directive where payload->>'request_id' = 'template' returning id)
     insert into commands_dispatch (id, tenant_id, directive_id, attempt, request_id, probe_id, argv, timeout_ms, stream,
       level, state, created_at, expires_at, deadline_at, sent_at)
     select gen_random_uuid(), 'default', d.id, 1, 'template', $1, '["id"]', 1000, false, 'observe', 'sent', now(),
       now() + interval '1 minute', now() + interval '5 minutes', now() from d returning id`,
    [probe.id],
  );
  probe.answering();
  await probe.connect();
  await probe.until(() => probe.acknowledged.includes(row!.id));
  expect(probe.runs.get(row!.id)).toBe(1);
  await probe.close();
  await probe.connect();
  await ask(probe.id, 'fence');
  await eventually(async () => expect(await shown('fence')).toMatchObject({ state: 'succeeded' }));
  expect(probe.runs.get(row!.id)).toBe(1);
});

it('leaves alone what a returning probe runs, and gives up what it has lost', async () => {
  const probe = await road.probe();
  await ask(probe.id, 'runs-on');
  await ask(probe.id, 'lost');
  await probe.nextRun(1);
  const runs = probe.bodies('command.run');
  for (const { dispatchId } of runs) probe.accept(dispatchId);
  for (const id of ['runs-on', 'lost'])
    await eventually(async () => expect(await shown(id)).toMatchObject({ state: 'running' }));
  const idOf = async (id: string) =>
    (await road.rows<{ id: string }>('select id from commands_dispatch where request_id = $1', [id]))[0]!.id;
  const running = await idOf('runs-on');
  probe.cut();
  await probe.connect({ running: [running] });
  await eventually(async () =>
    expect(await shown('lost')).toMatchObject({ state: 'failed', error_kind: 'indeterminate', result: null }),
  );
  expect(await shown('runs-on')).toMatchObject({ state: 'running' });
  expect(probe.bodies('command.run')).toHaveLength(2);
  probe.end(running);
  await eventually(async () => expect(await shown('runs-on')).toMatchObject({ state: 'succeeded' }));
});

it('gives up what no probe took before it expired', async () => {
  const probe = await road.probe();
  await ask(probe.id, 'expired');
  const { dispatchId } = await probe.nextRun();
  await road.rows(`update commands_dispatch set expires_at = now() - interval '1 minute' where id = $1`, [
    dispatchId,
  ]);
  await eventually(async () =>
    expect(await shown('expired')).toMatchObject({ state: 'failed', error_kind: 'probe_offline' }),
  );
});

it('settles what a deleted probe left open', async () => {
  const probe = await road.probe();
  await ask(probe.id, 'orphan');
  const { dispatchId } = await probe.nextRun();
  probe.accept(dispatchId);
  await eventually(async () => expect(await shown('orphan')).toMatchObject({ state: 'running' }));
  const response = await fetch(`${road.base}/api/v1/probes/${probe.id}`, { method: 'DELETE' });
  expect(response.ok).toBe(true);
  await eventually(async () => expect(await shown('orphan')).toMatchObject({ error_kind: 'probe_deleted' }));
  await probe.until(() => probe.closed);
});

it('lets nothing leave while the trail cannot be written', async () => {
  const probe = (await road.probe()).answering();
  await road.rows(
    `create function no_trail() returns trigger language plpgsql as $$ begin raise exception 'no space'; end $$`,
  );
  await road.rows(
    `create trigger no_trail before insert on audit_inbox for each row when (new.body like '%command.sent%') execute function no_trail()`,
  );
  const refused = await road.post(`/probes/${probe.id}/command`, { command: 'id', request_id: 'unwritten' });
  expect(refused.status).toBe(500);
  expect(await shown('unwritten')).toMatchObject({ code: 'not_found' });
  expect(probe.runs.size).toBe(0);
  await road.rows(`drop trigger no_trail on audit_inbox`);
  await ask(probe.id, 'unwritten');
  await eventually(async () => expect(await shown('unwritten')).toMatchObject({ state: 'succeeded' }));
  expect([...probe.runs.values()]).toEqual([1]);
});
