import { anAuditRecord } from '@legator/audit/testing';
import type { AuditVerification } from '@legator/contracts';
import { AuditAppender, MetricsRegistry, newId, runWith } from '@legator/core';
import { anActor } from '@legator/core/testing';
import { freshDatabase } from '../../support/database.js';
import type { FreshDatabase } from '../../support/database.js';
import { asAttacker, newDataDir, records, startReplica, whileNobodySeals } from './replica.js';
import type { Replica } from './replica.js';

let database: FreshDatabase;
let replica: Replica;

beforeEach(async () => {
  database = await freshDatabase();
  replica = await startReplica(database.url, await newDataDir());
});
afterEach(async () => {
  await replica?.close();
  await database?.drop();
});

const verified = async (tenant = 'default'): Promise<AuditVerification> =>
  (await replica.get('/verify', tenant).expect(200)).body;

describe('an entry', () => {
  it('is refused with the change it reports when the trail cannot be written', async () => {
    const appender = replica.app.get(AuditAppender);
    await asAttacker(database.url, async (client) => {
      await client.query('create table thing (id int)');
      await client.query('grant insert, select on thing to legator_app');
      await client.query('revoke insert on audit_inbox from legator_app');
    });
    const change = replica.transactions.runAs('default', async (tx) => {
      await tx.query('insert into thing values (1)');
      await appender.append(tx, [anAuditRecord()]);
    });
    await expect(change).rejects.toThrow(/audit_inbox/);
    await asAttacker(database.url, async (client) => {
      expect((await client.query('select 1 from thing')).rowCount).toBe(0);
      await client.query('grant insert on audit_inbox to legator_app');
    });
    await replica.transactions.runAs('default', (tx) => appender.append(tx, [anAuditRecord()]));
    expect(await verified()).toMatchObject({ valid: true, entries_checked: 1 });
  });

  it('is not there when its transaction is rolled back', async () => {
    const appender = replica.app.get(AuditAppender);
    const change = replica.transactions.runAs('default', async (tx) => {
      await appender.append(tx, records(3));
      throw new Error('changed my mind');
    });
    await expect(change).rejects.toThrow('changed my mind');
    expect(await verified()).toMatchObject({ valid: true, entries_checked: 0, last_index: 0 });
  });

  it('counts for Prometheus, in its own tenant only', async () => {
    await replica.append(records(3));
    const scrape = (tenantId: string) =>
      runWith({ actor: anActor({ tenantId }) }, () => replica.app.get(MetricsRegistry).scrape());
    expect(await scrape('default')).toMatch(/^legator_audit_events_total 3$/m);
    expect(await scrape('other')).toMatch(/^legator_audit_events_total 0$/m);
  });

  it('cannot be changed, taken away or forged into the chain by the running product', async () => {
    await replica.append(records(3));
    await verified();
    const attempts = [
      `update audit_entry set body = '{}'`,
      'delete from audit_entry',
      'truncate audit_entry',
      'delete from audit_inbox',
      `update audit_inbox set body = '{}'`,
      'delete from audit_checkpoint',
      'update audit_checkpoint set idx = 1',
      'update audit_chain set last_idx = 0',
      `insert into audit_entry (tenant_id, idx, id, body, entry_hash, link, at, type, actor_id)
       values ('default', 9, '${newId()}', '{}', '', '', now(), 'x', 'x')`,
      `update core_key set kid = 'x'`,
      'delete from core_key',
    ];
    for (const sql of attempts) {
      await expect(replica.transactions.runAs('default', (tx) => tx.query(sql))).rejects.toThrow(
        /permission denied/,
      );
      await expect(replica.transactions.worker((tx) => tx.query(sql))).rejects.toThrow(/permission denied/);
    }
    await expect(replica.transactions.sealer((tx) => tx.query(attempts[0]!))).rejects.toThrow(/permission/);
  });

  it('cannot be changed by the owner of the tables without switching triggers off', async () => {
    await replica.append(records(3));
    await verified();
    for (const sql of [
      `update audit_entry set body = '{}'`,
      'delete from audit_entry',
      'truncate audit_entry',
      'delete from audit_checkpoint',
      'delete from core_key',
    ]) {
      await asAttacker(database.url, async (client) => {
        await client.query(`set session_replication_role = 'origin'`);
        await expect(client.query(sql)).rejects.toThrow(/append-only/);
      });
    }
  });

  it('is seen by its own tenant only, sealed or not', async () => {
    await replica.append(records(2, { tenantId: 'one' }));
    await replica.append(records(3, { tenantId: 'two' }));
    await verified('one');
    const counts = ['audit_entry', 'audit_inbox', 'audit_chain', 'audit_checkpoint'].map(
      (table) => `(select count(*)::int from ${table} where tenant_id <> 'one')`,
    );
    const [seen] = await replica.transactions.runAs('one', (tx) =>
      tx.query(`select ${counts.join(' + ')} as others`),
    );
    expect(seen).toEqual({ others: 0 });
    const appender = replica.app.get(AuditAppender);
    const foreign = replica.transactions.runAs('one', (tx) =>
      appender.append(tx, [anAuditRecord({ tenantId: 'two' })]),
    );
    await expect(foreign).rejects.toThrow(/row-level security/);
    expect((await replica.get('', 'one')).body).toMatchObject({ total: 2 });
    expect((await replica.get('', 'two')).body).toMatchObject({ total: 3 });
  });

  it('never stops the others, whatever was put into the inbox', async () => {
    const id = newId();
    const put = (body: string) =>
      replica.transactions.runAs('default', (tx) =>
        tx.query(`insert into audit_inbox (tenant_id, entry_id, body) values ('default', $1, $2)`, [
          id,
          body,
        ]),
      );
    for (const body of ['no json', '{}', '{"a":1e400}', '[1]', 'null', `{"id":"${id}","tenant_id":"two"}`]) {
      await put(body);
    }
    await replica.append(records(1));
    expect(await verified()).toMatchObject({ valid: true, last_index: 7 });
    const { events } = (await replica.get('?type=audit.malformed')).body;
    expect(events).toHaveLength(6);
    expect(events[5]).toMatchObject({ detail: { quoted: 'no json' } });
  });
});

describe('the list', () => {
  it('pages from the newest to the oldest and loses none', async () => {
    const all = records(25);
    await replica.append(all);
    await verified();
    const seen: string[] = [];
    let page = (await replica.get('?limit=10').expect(200)).body;
    for (;;) {
      seen.push(...page.events.map(({ id }: { id: string }) => id));
      expect(page.total).toBe(25);
      if (!page.has_more) break;
      page = (await replica.get(`?limit=10&cursor=${page.next_cursor}`).expect(200)).body;
    }
    expect(page.next_cursor).toBe('');
    expect(seen).toEqual(all.map(({ id }) => id).reverse());
  });

  it('shows what is not sealed yet first and marked, and goes on behind it', async () => {
    const sealed = records(3);
    await replica.append(sealed);
    await verified();
    const fresh = records(3);
    const marks = (page: { events: { sealed: boolean }[] }) => page.events.map((one) => one.sealed);
    const page = await whileNobodySeals(database.url, async () => {
      await replica.append(fresh);
      const first = (await replica.get('?limit=2').expect(200)).body;
      expect(marks(first)).toEqual([false, false]);
      expect(first.events[0]).not.toHaveProperty('index');
      expect((await replica.get('?limit=2&actor=nobody')).body.events).toEqual([]);
      const second = (await replica.get(`?limit=3&cursor=${first.next_cursor}`).expect(200)).body;
      expect(marks(second)).toEqual([false, true, true]);
      expect(second).toMatchObject({ total: 6, has_more: true });
      return first;
    });
    await verified();
    // The cursor was sealed meanwhile.
    const rest = (await replica.get(`?limit=10&cursor=${page.next_cursor}`).expect(200)).body;
    expect(rest.events.map(({ id }: { id: string }) => id)).toEqual(
      [...sealed, fresh[0]!].map(({ id }) => id).reverse(),
    );
  });

  it('finds by probe, type, actor, subject and time', async () => {
    await replica.append([
      anAuditRecord({ probeId: 'prb-9', type: 'probe.registered', at: new Date('2026-01-01T00:00:00Z') }),
      anAuditRecord({ actor: { type: 'key', id: 'key-1', name: 'ci' }, subject: { type: 'key', id: 'k' } }),
    ]);
    await verified();
    const count = async (query: string) => (await replica.get(`?${query}`).expect(200)).body.events.length;
    expect(await count('')).toBe(2);
    for (const query of [
      'probe_id=prb-9',
      'type=probe.registered',
      'actor=key-1',
      'subject_type=key&subject_id=k',
      'since=2026-01-02T00:00:00Z',
      'until=2026-01-01T01:00:00%2B01:00',
    ]) {
      expect([query, await count(query)]).toEqual([query, 1]);
    }
    expect(await count('type=no.such')).toBe(0);
  });

  it('refuses what it cannot understand', async () => {
    for (const query of [
      'limit=0',
      'limit=-1',
      'limit=ten',
      'limit=501',
      'since=yesterday',
      'cursor=1',
      `cursor=${newId()}`,
      'type=a&type=b',
      'probe_id=%00',
    ]) {
      const { status, body } = await replica.get(`?${query}`);
      expect([query, status, body.code]).toEqual([query, 400, 'invalid_request']);
    }
  });

  it('is closed to whoever may not read it, like every other route', async () => {
    for (const path of ['', '/verify', '/export', '/export/csv', '/key', '/checkpoints']) {
      await replica.get(path).set('x-nothing', '1').expect(403);
    }
  });
});
