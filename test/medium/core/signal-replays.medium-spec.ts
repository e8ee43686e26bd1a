import request from 'supertest';
import { anActor, ManualClock } from '@legator/core/testing';
import { aSignal, until } from '../../support/core-app.js';
import { Ear, HandlerRoom } from '../../support/handler-room.js';

let room: HandlerRoom;

beforeEach(async () => {
  room = await HandlerRoom.open();
});

afterEach(() => room.close());

describe('a replay', () => {
  it('goes through a range again, marked as such, with deliveries of its own', async () => {
    // Time stands still, so that what fails is not tried again before we say so.
    const clock = new ManualClock();
    const ear = new Ear('ear', ['probe.*', 'host.*']);
    const other = new Ear('other');
    const core = await room.start([ear, other], clock);
    for (let n = 0; n < 250; n += 1) await core.record(aSignal({ summary: `n${n}` }));
    await core.record(aSignal({ type: 'host.tagged' }));
    await core.record(aSignal(), anActor({ tenantId: 'other' }));
    await until(async () => (await room.cursor('ear')) === 252 && (await room.cursor('other')) === 252);
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
    clock.advance(1_000);
    await until(() => ear.heard.length === 251);
    expect(ear.heard.at(-1)!.context).toMatchObject({ attempt: 2, replayId: body.replay.id });
    await request(core.address)
      .get(`/api/v1/signals/replays/${body.replay.id}`)
      .set('Authorization', 'Bearer other')
      .expect(404);
  });

  it('takes a window of time', async () => {
    const clock = new ManualClock();
    const ear = new Ear('ear');
    const core = await room.start([ear], clock);
    const ids: string[] = [];
    for (let n = 0; n < 5; n += 1) {
      ids.push(await core.record(aSignal()));
      clock.advance(1_000);
    }
    await until(async () => (await room.cursor('ear')) === 5);
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
    const core = await room.start([new Ear('ear')]);
    await request(core.address)
      .post('/api/v1/signals/replay')
      .send({ handler: 'ear', from_seq: 1, to_seq: 5, reason: 'because', ...over })
      .expect(400);
  });

  it('refuses more than fifty thousand', async () => {
    const core = await room.start([new Ear('ear', ['custom.*'])]);
    await room.owner.query(`
      with s as (insert into core_signal (id, tenant_id, type, summary, occurred_at, actor_type, actor_id, subject_type, subject_id)
        select gen_random_uuid(), 'default', 'custom.x', 'x', now(), 'system', 'x', 'disk', n::text
        from generate_series(1, 50001) n returning id)
      insert into core_feed select row_number() over (), 'default', id, 'custom.x' from s`);
    const { body } = await request(core.address)
      .post('/api/v1/signals/replay')
      .send({ handler: 'ear', from_seq: 1, to_seq: 100_000, reason: 'all' })
      .expect(400);
    expect(body).toMatchObject({ code: 'signals.replay_too_large', matching: 50_001, limit: 50_000 });
  });
});
