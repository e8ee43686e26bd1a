import request from 'supertest';
import { Client } from 'pg';
import type { FeedItem, HandlerContext, SignalHandler } from '@legator/core';
import { anActor, FixedAuthenticator, ManualClock } from '@legator/core/testing';
import { freshDatabase } from '../../support/database.js';
import type { FreshDatabase } from '../../support/database.js';
import { aSignal, startCore, until } from './core-app.js';
import type { CoreApp } from './core-app.js';

/** Keeps what it heard; fails while told to. */
class Ear implements SignalHandler {
  readonly heard: { item: FeedItem; context: HandlerContext }[] = [];
  fails: (item: FeedItem) => boolean = () => false;

  constructor(
    readonly name: string,
    readonly types?: readonly string[],
  ) {}

  handle(item: FeedItem, context: HandlerContext): Promise<void> {
    this.heard.push({ item, context });
    return this.fails(item)
      ? Promise.reject(new Error('Not today, Bearer abcdefghijklmnopqrst'))
      : Promise.resolve();
  }

  get ids(): string[] {
    return this.heard.map(({ item }) => item.id);
  }
}

let database: FreshDatabase;
let owner: Client;
const cores: CoreApp[] = [];

beforeEach(async () => {
  database = await freshDatabase();
  owner = new Client({ connectionString: database.url });
  await owner.connect();
});

afterEach(async () => {
  for (const core of cores.splice(0)) await core.close();
  await owner.end();
  await database.drop();
});

async function start(handlers: SignalHandler[], clock?: ManualClock): Promise<CoreApp> {
  const authenticator = new FixedAuthenticator(anActor(), { other: anActor({ tenantId: 'other' }) });
  const core = await startCore({ url: database.url, handlers, clock, authenticator });
  cores.push(core);
  await until(async () => {
    const { rows } = await owner.query('select count(*)::int as n from core_handler');
    return rows[0].n >= handlers.length;
  });
  return core;
}

const cursor = async (name: string) =>
  Number((await owner.query('select seq from core_handler where name = $1', [name])).rows[0]?.seq);

it('delivers in order what it listens to, in the tenant of the signal, and moves past the rest', async () => {
  const probes = new Ear('probes', ['probe.*']);
  const core = await start([probes]);
  const first = await core.record(aSignal());
  await core.record(aSignal({ type: 'host.tagged' }));
  const second = await core.record(aSignal({ type: 'probe.lost' }), anActor({ tenantId: 'other' }));
  await core.record(aSignal({ type: 'host.tagged' }));
  await until(async () => (await cursor('probes')) === 4);
  expect(probes.ids).toEqual([first, second]);
  expect(probes.heard[1]!.item.tenantId).toBe('other');
  expect(probes.heard[0]!.context).toMatchObject({ attempt: 1, replayId: undefined });
});

it('does not tell a new handler about the past', async () => {
  const first = await start([]);
  await first.record(aSignal());
  await until(async () => (await owner.query('select 1 from core_feed')).rowCount);
  const late = new Ear('late');
  const core = await start([late]);
  const id = await core.record(aSignal());
  await until(() => late.ids.length);
  expect(late.ids).toEqual([id]);
});

it('delivers a signal whose transaction ended after that of a later one', async () => {
  const ear = new Ear('ear');
  const core = await start([ear]);
  let commit!: () => void;
  const held = new Promise<void>((resolve) => (commit = resolve));
  let written!: () => void;
  const isWritten = new Promise<void>((resolve) => (written = resolve));
  // Writes its row and its place in the outbox first, and commits last.
  const slow = core.transactions.runAs('default', async (tx) => {
    const { Signals } = jest.requireActual<typeof import('@legator/core')>('@legator/core');
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
  const core = await start([bad, good], clock);
  bad.fails = ({ summary }) => summary === 'poison';
  const poison = await core.record(aSignal({ summary: 'poison' }));
  const next = await core.record(aSignal({ summary: 'fine' }));
  await until(async () => (await cursor('bad')) === 2 && (await cursor('good')) === 2);
  expect(bad.ids).toEqual([poison, next]);
  expect(good.ids).toEqual([poison, next]);

  const row = async () => (await owner.query('select * from core_delivery')).rows[0];
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
  expect(dead).toMatchObject({ attempts: 10, handler: 'bad', last_error: 'Not today, [redacted]' });
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
}, 30_000);

it('gives up on what a process died over, without another attempt', async () => {
  const clock = new ManualClock();
  const ear = new Ear('ear');
  const core = await start([ear], clock);
  const id = await core.record(aSignal());
  await until(() => ear.heard.length === 1);
  // As the tenth attempt left it: counted, and then nothing.
  await owner.query(
    `insert into core_delivery (id, tenant_id, signal_id, seq, handler, state, attempts, next_attempt_at)
     values (gen_random_uuid(), 'default', $1, 1, 'ear', 'pending', 10, $2)`,
    [id, clock.now()],
  );
  await until(async () => (await owner.query(`select 1 from core_delivery where state = 'dead'`)).rowCount);
  expect(ear.heard).toHaveLength(1);
});

it('delivers again what was handled by a replica that lost its lease before it moved the cursor', async () => {
  const ear = new Ear('ear');
  const core = await start([ear]);
  let robbed = false;
  const handle = ear.handle.bind(ear);
  ear.handle = async (item, context) => {
    if (!robbed) {
      robbed = true;
      await owner.query(
        `update core_handler set lease_owner = 'somebody', lease_until = now() + interval '1 s'`,
      );
    }
    return handle(item, context);
  };
  const id = await core.record(aSignal());
  await until(async () => (await cursor('ear')) === 1);
  expect(ear.ids).toEqual([id, id]);
}, 15_000);

it('hands each signal to one of two replicas only', async () => {
  const ears = [new Ear('shared'), new Ear('shared')] as const;
  const [one, two] = [await start([ears[0]]), await start([ears[1]])];
  const ids: string[] = [];
  for (let n = 0; n < 60; n += 1) ids.push(await (n % 2 ? one : two).record(aSignal()));
  await until(async () => (await cursor('shared')) === 60);
  expect([...ears[0].ids, ...ears[1].ids].sort()).toEqual([...ids].sort());
  for (const ear of ears) {
    const seqs = ear.heard.map(({ item }) => item.seq);
    expect(seqs).toEqual([...seqs].sort((a, b) => a - b));
  }
}, 20_000);

describe('a replay', () => {
  it('goes through a range again, marked as such, with deliveries of its own', async () => {
    const ear = new Ear('ear', ['probe.*', 'host.*']);
    const other = new Ear('other');
    const core = await start([ear, other]);
    for (let n = 0; n < 250; n += 1) await core.record(aSignal({ summary: `n${n}` }));
    await core.record(aSignal({ type: 'host.tagged' }));
    await core.record(aSignal(), anActor({ tenantId: 'other' }));
    await until(async () => (await cursor('ear')) === 252 && (await cursor('other')) === 252);
    ear.heard.length = 0;
    other.heard.length = 0;
    let failed = false;
    ear.fails = ({ summary }) => summary === 'n7' && !failed && (failed = true);

    const ask = { handler: 'ear', from_seq: 1, to_seq: 1_000, types: ['probe.*'], reason: 'lost them' };
    const dry = await request(core.address)
      .post('/api/v1/signals/replay')
      .send({ ...ask, dry_run: true });
    expect([dry.status, dry.body]).toEqual([200, { matching: 250 }]);
    const { body } = await request(core.address).post('/api/v1/signals/replay').send(ask).expect(202);
    expect(body.replay).toMatchObject({ total: 250, state: 'running', handler: 'ear', reason: 'lost them' });
    const view = async () =>
      (await request(core.address).get(`/api/v1/signals/replays/${body.replay.id}`).expect(200)).body.replay;
    const done = await until(async () => ((await view()).state === 'done' ? view() : undefined));
    expect(done).toMatchObject({ delivered: 249, failed: 1 });
    expect(ear.heard).toHaveLength(250);
    expect(new Set(ear.heard.map(({ context }) => context.replayId))).toEqual(new Set([body.replay.id]));
    expect(ear.heard.map(({ item }) => item.tenantId)).not.toContain('other');
    expect(other.heard.filter(({ item }) => item.type.startsWith('probe.'))).toEqual([]);
    await until(() => ear.heard.length === 251);
    expect(ear.heard.at(-1)!.context).toMatchObject({ attempt: 2, replayId: body.replay.id });
    await request(core.address)
      .get(`/api/v1/signals/replays/${body.replay.id}`)
      .set('Authorization', 'Bearer other')
      .expect(404);
  }, 30_000);

  it('takes a window of time', async () => {
    const clock = new ManualClock();
    const ear = new Ear('ear');
    const core = await start([ear], clock);
    const ids: string[] = [];
    for (let n = 0; n < 5; n += 1) {
      ids.push(await core.record(aSignal()));
      clock.advance(1_000);
    }
    await until(async () => (await cursor('ear')) === 5);
    ear.heard.length = 0;
    await request(core.address)
      .post('/api/v1/signals/replay')
      .send({ handler: 'ear', from: '2026-01-01T00:00:01Z', to: '2026-01-01T00:00:03Z', reason: 'why not' })
      .expect(202);
    await until(() => ear.heard.filter(({ context }) => context.replayId).length === 3);
    expect(ear.heard.filter(({ context }) => context.replayId).map(({ item }) => item.id)).toEqual(
      ids.slice(1, 4),
    );
  });

  it.each([
    ['an unknown handler', { handler: 'nobody' }],
    ['half a range', { to_seq: undefined }],
    ['both kinds of range', { from: '2026-01-01T00:00:00Z', to: '2026-01-02T00:00:00Z' }],
    ['a range that runs backwards', { from_seq: 9 }],
    ['no reason', { reason: '' }],
    ['an unknown field', { tenant_id: 'other' }],
  ])('refuses %s', async (_what, over) => {
    const core = await start([new Ear('ear')]);
    await request(core.address)
      .post('/api/v1/signals/replay')
      .send({ handler: 'ear', from_seq: 1, to_seq: 5, reason: 'because', ...over })
      .expect(400);
  });

  it('refuses more than fifty thousand', async () => {
    const core = await start([new Ear('ear', ['custom.*'])]);
    await owner.query(`
      with s as (insert into core_signal (id, tenant_id, type, summary, occurred_at, actor_type, actor_id, subject_type, subject_id)
        select gen_random_uuid(), 'default', 'custom.x', 'x', now(), 'system', 'x', 'disk', n::text
        from generate_series(1, 50001) n returning id)
      insert into core_feed select row_number() over (), 'default', id, 'custom.x' from s`);
    const { body } = await request(core.address)
      .post('/api/v1/signals/replay')
      .send({ handler: 'ear', from_seq: 1, to_seq: 100_000, reason: 'all' })
      .expect(400);
    expect(body).toMatchObject({ code: 'signals.replay_too_large', matching: 50_001, limit: 50_000 });
  }, 20_000);
});
