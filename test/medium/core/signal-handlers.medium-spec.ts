import request from 'supertest';
import { Signals } from '@legator/core';
import { anActor, ManualClock } from '@legator/core/testing';
import { aSignal, until } from '../../support/core-app.js';
import { Ear, HandlerRoom } from '../../support/handler-room.js';

let room: HandlerRoom;

beforeEach(async () => {
  room = await HandlerRoom.open();
});

afterEach(() => room.close());

it('delivers in order what it listens to, in the tenant of the signal, and moves past the rest', async () => {
  const probes = new Ear('probes', ['probe.*']);
  const core = await room.start([probes]);
  const first = await core.record(aSignal());
  await core.record(aSignal({ type: 'host.tagged' }));
  const second = await core.record(aSignal({ type: 'probe.lost' }), anActor({ tenantId: 'other' }));
  await core.record(aSignal({ type: 'host.tagged' }));
  await until(async () => (await room.cursor('probes')) === 4);
  expect(probes.ids).toEqual([first, second]);
  expect(probes.heard[1]!.item.tenantId).toBe('other');
  expect(probes.heard[0]!.context).toMatchObject({ attempt: 1, replayId: undefined });
});

it('does not tell a new handler about the past', async () => {
  const first = await room.start([]);
  await first.record(aSignal());
  await until(async () => (await room.owner.query('select 1 from core_feed')).rowCount);
  const late = new Ear('late');
  const core = await room.start([late]);
  const id = await core.record(aSignal());
  await until(() => late.ids.length);
  expect(late.ids).toEqual([id]);
});

it('delivers a signal whose transaction ended after that of a later one', async () => {
  const ear = new Ear('ear');
  const core = await room.start([ear]);
  let commit!: () => void;
  const held = new Promise<void>((resolve) => (commit = resolve));
  let written!: () => void;
  const isWritten = new Promise<void>((resolve) => (written = resolve));
  // Writes its row and its place in the outbox first, and commits last.
  const slow = core.transactions.runAs('default', async (tx) => {
    await core.app
      .get(Signals)
      .recordAll(tx, [{ signal: aSignal({ summary: 'slow' }), context: { actor: anActor() } }]);
    written();
    await held;
  });
  await isWritten;
  await core.record(aSignal({ summary: 'fast' }));
  await until(() => ear.heard.length === 1);
  commit();
  await slow;
  await until(() => ear.heard.length === 2);
  expect(ear.heard.map(({ item }) => item.summary)).toEqual(['fast', 'slow']);
});

it('keeps a failure to itself, tries it again later and later, and gives up after ten attempts', async () => {
  const clock = new ManualClock();
  const bad = new Ear('bad');
  const good = new Ear('good');
  const core = await room.start([bad, good], clock);
  bad.fails = ({ summary }) => summary === 'poison';
  const poison = await core.record(aSignal({ summary: 'poison' }));
  const next = await core.record(aSignal({ summary: 'fine' }));
  await until(async () => (await room.cursor('bad')) === 2 && (await room.cursor('good')) === 2);
  expect(bad.ids).toEqual([poison, next]);
  expect(good.ids).toEqual([poison, next]);

  const row = async () => (await room.owner.query('select * from core_delivery')).rows[0];
  const waits: number[] = [];
  for (let attempt = 1; attempt < 10; attempt += 1) {
    const { next_attempt_at } = await until(async () => {
      const found = await row();
      return found?.attempts === attempt && bad.heard.length === attempt + 1 && !lease(found)
        ? found
        : undefined;
    });
    waits.push(next_attempt_at.getTime() - clock.now().getTime());
    clock.advance(next_attempt_at.getTime() - clock.now().getTime());
  }
  function lease(found: { next_attempt_at: Date }) {
    // While an attempt is under way the row is kept from others for exactly a minute.
    return found.next_attempt_at.getTime() - clock.now().getTime() === 60_000;
  }
  const dead = await until(async () => {
    const found = await row();
    return found.state === 'dead' ? found : undefined;
  });
  expect(dead).toMatchObject({ attempts: 10, handler: 'bad', last_error: 'Not today, Bearer [redacted]' });
  waits.forEach((wait, at) => {
    const whole = Math.min(600_000, 1_000 * 2 ** at);
    expect(wait).toBeGreaterThanOrEqual(whole / 2);
    expect(wait).toBeLessThanOrEqual(whole);
  });
  expect(good.ids).toEqual([poison, next]);

  const { body } = await request(core.address).get(`/api/v1/signals/${poison}/deliveries`).expect(200);
  expect(body.deliveries).toMatchObject([
    { handler: 'bad', state: 'dead', attempts: 10 },
    { handler: 'good', state: 'delivered' },
  ]);
  const { body: list } = await request(core.address).get('/api/v1/signal-handlers').expect(200);
  expect(list.handlers).toMatchObject([
    { name: 'bad', lag: 0, dead: 1, pending: 0 },
    { name: 'good', lag: 0, dead: 0 },
  ]);

  bad.fails = () => false;
  const id = body.deliveries[0].id;
  await request(core.address)
    .post(`/api/v1/signal-deliveries/${id}/retry`)
    .set('Authorization', 'Bearer other')
    .expect(404);
  await request(core.address).post(`/api/v1/signal-deliveries/${id}/retry`).expect(200);
  await until(async () => (await row()).state === 'delivered');
  await request(core.address).post(`/api/v1/signal-deliveries/${id}/retry`).expect(409);
  expect(core.audit.appended.map(({ type }) => type)).toContain('signal.delivery_retried');
});

it('gives up on what a process died over, without another attempt', async () => {
  const clock = new ManualClock();
  const ear = new Ear('ear');
  const core = await room.start([ear], clock);
  const id = await core.record(aSignal());
  await until(() => ear.heard.length === 1);
  // As the tenth attempt left it: counted, and then nothing.
  await room.owner.query(
    `insert into core_delivery (id, tenant_id, signal_id, seq, handler, state, attempts, next_attempt_at)
     values (gen_random_uuid(), 'default', $1, 1, 'ear', 'pending', 10, $2)`,
    [id, clock.now()],
  );
  await until(
    async () => (await room.owner.query(`select 1 from core_delivery where state = 'dead'`)).rowCount,
  );
  expect(ear.heard).toHaveLength(1);
});

it('delivers again what was handled by a replica that lost its lease before it moved the cursor', async () => {
  const ear = new Ear('ear');
  const core = await room.start([ear]);
  let robbed = false;
  const handle = ear.handle.bind(ear);
  ear.handle = async (item, context) => {
    if (!robbed) {
      robbed = true;
      await room.owner.query(
        `update core_handler set lease_owner = 'somebody', lease_until = now() + interval '1 s'`,
      );
    }
    return handle(item, context);
  };
  const id = await core.record(aSignal());
  await until(async () => (await room.cursor('ear')) === 1);
  expect(ear.ids).toEqual([id, id]);
});

it('hands each signal to one of two replicas only', async () => {
  const ears = [new Ear('shared'), new Ear('shared')] as const;
  const [one, two] = [await room.start([ears[0]]), await room.start([ears[1]])];
  const ids: string[] = [];
  for (let n = 0; n < 60; n += 1) ids.push(await (n % 2 ? one : two).record(aSignal()));
  await until(async () => (await room.cursor('shared')) === 60);
  expect([...ears[0].ids, ...ears[1].ids].sort()).toEqual([...ids].sort());
  for (const ear of ears) {
    const seqs = ear.heard.map(({ item }) => item.seq);
    expect(seqs).toEqual([...seqs].sort((a, b) => a - b));
  }
});
