import { Client } from 'pg';
import request from 'supertest';
import { anActor, FixedAuthenticator } from '@legator/core/testing';
import { freshDatabase } from '../../support/database.js';
import type { FreshDatabase } from '../../support/database.js';
import { aSignal, startCore } from '../../support/core-app.js';
import type { CoreApp } from '../../support/core-app.js';

let database: FreshDatabase;
let core: CoreApp;

beforeAll(async () => {
  database = await freshDatabase();
  const authenticator = new FixedAuthenticator(anActor(), {
    other: anActor({ id: 'otto', tenantId: 'other' }),
    reader: anActor({ id: 'rita', permissions: ['signal:read'] }),
  });
  core = await startCore({ url: database.url, authenticator });
});

afterAll(async () => {
  await core?.close();
  await database?.drop();
});

const api = () => request(core.address);
const fact = (over: object = {}) => ({
  type: 'custom.deploy.finished',
  subject: { type: 'service', id: 'shop' },
  summary: 'Shop 1.2 is live.',
  ...over,
});

describe('posting a fact', () => {
  it('records it for the tenant and the actor of the credential, with its audit entry', async () => {
    const { body } = await api()
      .post('/api/v1/signals')
      .send(fact({ payload: { version: '1.2' } }))
      .expect(201);
    expect(body).toMatchObject({
      created: true,
      signal: {
        type: 'custom.deploy.finished',
        actor: { type: 'user', id: 'ana' },
        payload: { version: '1.2' },
        source: 'api',
        late: false,
      },
    });
    expect(core.audit.appended).toContainEqual(
      expect.objectContaining({ signalId: body.signal.id, tenantId: 'default' }),
    );
    await api().get(`/api/v1/signals/${body.signal.id}`).expect(200);
    await api().get(`/api/v1/signals/${body.signal.id}`).set('Authorization', 'Bearer other').expect(404);
  });

  it('gives the first one back for the same key, even when ten arrive together', async () => {
    const all = await Promise.all(
      Array.from({ length: 10 }, () =>
        api()
          .post('/api/v1/signals')
          .send(fact({ dedupe_key: 'deploy-1' })),
      ),
    );
    expect(new Set(all.map(({ body }) => body.signal.id)).size).toBe(1);
    expect(all.map(({ status }) => status).sort()).toEqual([...Array<number>(9).fill(200), 201]);
    const elsewhere = await api()
      .post('/api/v1/signals')
      .set('Authorization', 'Bearer other')
      .send(fact({ dedupe_key: 'deploy-1' }));
    expect(elsewhere.status).toBe(201);
  });

  it('gives the first one back for the same event of the same source, and makes two without a key', async () => {
    const event = { source: 'github', source_event_id: '77' };
    const first = await api().post('/api/v1/signals').send(fact(event)).expect(201);
    const again = await api().post('/api/v1/signals').send(fact(event)).expect(200);
    expect(again.body).toMatchObject({ created: false, signal: { id: first.body.signal.id } });
    await api().post('/api/v1/signals').send(fact()).expect(201);
    await api().post('/api/v1/signals').send(fact()).expect(201);
  });

  it('cannot take the key of one of the product’s own facts', async () => {
    await api()
      .post('/api/v1/signals')
      .send(fact({ dedupe_key: 'command.completed:c1' }))
      .expect(201);
    const id = await core.record(aSignal({ type: 'command.completed', dedupeKey: 'command.completed:c1' }));
    const { body } = await api().get(`/api/v1/signals/${id}`).expect(200);
    expect(body.type).toBe('command.completed');
  });

  it('marks as late what happened long ago', async () => {
    const { body } = await api()
      .post('/api/v1/signals')
      .send(fact({ occurred_at: '2020-01-01T00:00:00Z' }))
      .expect(201);
    expect(body.signal).toMatchObject({ late: true, occurred_at: '2020-01-01T00:00:00.000Z' });
  });

  it.each([
    ['a name of the product', { type: 'command.completed' }, 'signals.reserved_type'],
    ['a name with an empty part', { type: 'custom..x' }, 'invalid_request'],
    ['a name in capitals', { type: 'custom.Deploy' }, 'invalid_request'],
    ['a tenant', { tenant_id: 'other' }, 'invalid_request'],
    ['an actor', { actor: { type: 'user', id: 'bob' } }, 'invalid_request'],
    ['a secret by its name', { payload: { db: { password: 'hunter2' } } }, 'signals.secret'],
    ['a secret by its name in another spelling', { payload: { accessToken: 'x' } }, 'signals.secret'],
    ['a secret by its form', { summary: `key lgk_${'a'.repeat(64)}` }, 'signals.secret'],
    ['the future', { occurred_at: '2999-01-01T00:00:00Z' }, 'invalid_request'],
    ['a NUL', { payload: { text: 'a\u0000b' } }, 'invalid_request'],
    ['a list instead of an object', { payload: [1] }, 'invalid_request'],
    ['no summary', { summary: ' ' }, 'invalid_request'],
  ])('refuses %s', async (_what, over, code) => {
    const { body, status } = await api().post('/api/v1/signals').send(fact(over));
    expect({ status, code: body.code }).toEqual({ status: 400, code });
  });

  it('refuses a payload that is too large or too deep', async () => {
    await api()
      .post('/api/v1/signals')
      .send(fact({ payload: { text: 'x'.repeat(65 * 1024) } }))
      .expect(413);
    let deep: object = {};
    for (let level = 0; level < 17; level += 1) deep = { deep };
    await api()
      .post('/api/v1/signals')
      .send(fact({ payload: deep }))
      .expect(400);
  });

  it('needs the right to write', async () => {
    await api().post('/api/v1/signals').set('Authorization', 'Bearer reader').send(fact()).expect(403);
    await api().post('/api/v1/signals').set('Authorization', 'Bearer nobody').send(fact()).expect(401);
  });
});

describe('reading facts', () => {
  const at = (second: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, second));

  beforeAll(async () => {
    for (let n = 0; n < 7; n += 1) {
      await core.record(
        aSignal({
          type: n % 2 ? 'host.tagged' : 'host.group.joined',
          subject: { type: 'host', id: n < 5 ? 'h1' : 'h2' },
          alsoAbout: n === 5 ? [{ type: 'host', id: 'h1' }] : undefined,
          occurredAt: at(n),
        }),
      );
    }
    await core.record(aSignal({ type: 'host.tagged', occurredAt: at(3) }), anActor({ tenantId: 'other' }));
  });

  const seconds = (body: { signals: { occurred_at: string }[] }) =>
    body.signals.map(({ occurred_at }) => new Date(occurred_at).getUTCSeconds());

  it.each([
    ['a type', 'type=host.tagged', [5, 3, 1]],
    ['a domain', 'type=host.*', [6, 5, 4, 3, 2, 1, 0]],
    ['a subject, also where it is only a further one', 'subject_type=host&subject_id=h1', [5, 4, 3, 2, 1, 0]],
    ['a subject and a type', 'subject_type=host&subject_id=h1&type=host.tagged', [5, 3, 1]],
    ['a time', 'type=host.*&since=2026-01-01T00:00:02Z&until=2026-01-01T00:00:04Z', [3, 2]],
    ['an actor nobody is', 'actor=nobody', []],
  ])('finds by %s, newest first', async (_what, query, expected) => {
    const { body } = await api().get(`/api/v1/signals?${query}`).expect(200);
    expect(seconds(body)).toEqual(expected);
  });

  it.each(['type=host.*', 'subject_type=host&subject_id=h1&type=host.*'])(
    'pages through without loss or repeat: %s',
    async (query) => {
      const seen: number[] = [];
      let cursor = '';
      do {
        const { body } = await api().get(`/api/v1/signals?${query}&limit=2${cursor}`).expect(200);
        seen.push(...seconds(body));
        cursor = body.next_cursor ? `&cursor=${body.next_cursor}` : '';
      } while (cursor);
      expect(seen).toEqual(query.startsWith('type') ? [6, 5, 4, 3, 2, 1, 0] : [5, 4, 3, 2, 1, 0]);
    },
  );

  it.each([
    'limit=0',
    'limit=501',
    'limit=x',
    'cursor=zzz',
    'subject_id=h1',
    'type=x%20y',
    'since=now',
    'who=ana',
  ])('refuses %s', async (query) => {
    await api().get(`/api/v1/signals?${query}`).expect(400);
  });

  it('finds the facts of one subject among many by an index', async () => {
    const owner = new Client({ connectionString: database.url });
    await owner.connect();
    await owner.query(`
      insert into core_signal (id, tenant_id, type, summary, occurred_at, actor_type, actor_id, subject_type, subject_id)
      select gen_random_uuid(), 'default', 'disk.checked', 'x', now() - n * interval '1 s', 'system', 'x', 'disk', n::text
      from generate_series(1, 5000) n`);
    await owner.query('analyze core_signal');
    await owner.end();
    const plan = await core.transactions.runAs('default', (tx) =>
      tx.query(
        `explain select id from core_signal where subject_type = 'disk' and subject_id = '7' order by occurred_at desc limit 5`,
      ),
    );
    expect(JSON.stringify(plan)).toContain('core_signal_subject_at');
  });

  it('refuses to change what happened', async () => {
    const change = core.transactions.runAs('default', (tx) =>
      tx.query(`update core_signal set summary = 'no'`),
    );
    await expect(change).rejects.toThrow(/permission denied|append-only/);
  });
});
