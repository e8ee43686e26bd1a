import { AuditModule } from '@legator/audit';
import { Approval, ApprovalsModule } from '@legator/approvals';
import { Activity, Capacity, DecidedApprovals, Needs, OverviewStatus } from '@legator/contracts';
import type { Need, Permission } from '@legator/contracts';
import { newId } from '@legator/core';
import { anActor } from '@legator/core/testing';
import { DirectivesModule } from '@legator/directives';
import { ViewsModule } from '@legator/views';
import { Client } from 'pg';
import request from 'supertest';
import { startSpine } from '../../support/spine.js';
import type { Spine } from '../../support/spine.js';

jest.setTimeout(60_000);

let spine: Spine;
let client: Client;

beforeAll(async () => {
  spine = await startSpine([AuditModule, DirectivesModule, ApprovalsModule, ViewsModule], {
    entities: [Approval],
  });
  client = new Client({ connectionString: spine.url });
  await client.connect();
  const only = (name: string, permissions: Permission[]) => {
    spine.access.named[name] = anActor({ permissions });
  };
  only('reader', ['fleet:read']);
  only('nobody', ['audit:read']);
  spine.access.named['stranger'] = anActor({ tenantId: 'other' });
});
afterAll(async () => {
  await client.end();
  await spine.close();
});
afterEach(async () => {
  // The counters follow their probes; facts are append-only even for their owner.
  await client.query(`delete from fleet_probe; delete from fleet_counter; delete from approvals_approval;
    delete from directives_directive; delete from directives_freeze; delete from core_delivery;
    set session_replication_role = 'replica'; delete from core_signal; set session_replication_role = 'origin'`);
});

async function read<T>(what: { parse(body: unknown): T }, path: string, who?: string): Promise<T> {
  const asked = request(spine.app.getHttpServer()).get(`/api/v1/overview/${path}`);
  if (who) void asked.set('Authorization', `Bearer ${who}`);
  return what.parse((await asked.expect(200)).body);
}

const needs = (who?: string) => read(Needs, 'needs', who);
const ofKind = async (kind: Need['kind'], who?: string) =>
  (await needs(who)).items.filter((one) => one.kind === kind);

interface SomeProbe {
  readonly status?: string;
  readonly minutesAgo?: number;
  readonly health?: string;
  readonly vitals?: object | null;
  readonly tenant?: string;
}

let made = 0;

async function probes(count: number, over: SomeProbe = {}): Promise<string[]> {
  const { status = 'online', minutesAgo = 1, health = 'healthy', vitals = null, tenant = 'default' } = over;
  const first = made;
  made += count;
  const { rows } = await client.query<{ id: string }>(
    `insert into fleet_probe (id, tenant_id, hostname, os, arch, protocol, key_hash, key_prefix, registered_at,
       last_seen_at, status, health_status, health_score, health_reasons, vitals, vitals_at)
     select 'prb-' || lpad(to_hex($1 + n), 8, '0'), $3, 'host-' || ($1 + n), 'linux', 'amd64', 1, 'h', '',
       now() - interval '2 days', now() - make_interval(mins => $4), $5, $6, 40,
       '[{"text": "disk critical (97 %)"}]', $7::jsonb, now() - make_interval(mins => $4)
     from generate_series(1, $2) n returning id`,
    [first, count, tenant, minutesAgo, status, health, vitals && JSON.stringify(vitals)],
  );
  return rows.map(({ id }) => id);
}

async function approvals(count: number, over: Record<string, unknown> = {}): Promise<string[]> {
  const row = {
    ...{ tenant_id: 'default', type: 'command.run', payload: {}, summary: 'reboot', subject_type: 'probe' },
    ...{
      subject_id: 'prb-1',
      risk: 'medium',
      reason: 'x',
      requested_by_type: 'user',
      requested_by_id: 'ana',
    },
    ...{ requested_by_name: 'Ana', rationale: {}, state: 'pending' },
    ...{
      created_at: new Date(),
      expires_at: new Date(Date.now() + 3_600_000),
      decided_at: null,
      decided_by: null,
    },
    ...over,
  };
  const rows = Array.from({ length: count }, () => ({ ...row, id: newId(), directive_id: newId() }));
  await client.query(
    'insert into approvals_approval select * from jsonb_populate_recordset(null::approvals_approval, $1)',
    [JSON.stringify(rows)],
  );
  return rows.map(({ id }) => id);
}

async function failures(count: number, over: Record<string, unknown> = {}): Promise<void> {
  const now = new Date();
  const row = {
    ...{ tenant_id: 'default', type: 'command.run', payload: {}, payload_hash: '', summary: 'apt upgrade' },
    ...{
      subject_type: 'probe',
      subject_id: 'prb-00000001',
      status: 'failed',
      gate: 'none',
      decision: 'allow',
    },
    ...{ level: 'observe', risk: 'low', reasons: [], rationale: {}, requested_by_type: 'user' },
    ...{ requested_by_id: 'ana', requested_by_name: 'Ana', requested_at: now, scheduled_at: now },
    ...{ completed_at: now, attempt: 1, max_attempts: 10, version: 1, error_kind: 'exit_code' },
    ...{ error_message: 'It ended with 100.', ...over },
  };
  const rows = Array.from({ length: count }, () => ({ id: newId(), ...row }));
  await client.query(
    'insert into directives_directive select * from jsonb_populate_recordset(null::directives_directive, $1)',
    [JSON.stringify(rows)],
  );
}

async function signals(type: string, at: Date, count = 1, tenant = 'default'): Promise<void> {
  await client.query(
    `insert into core_signal (id, tenant_id, type, summary, occurred_at, actor_type, actor_id, subject_type, subject_id)
     select gen_random_uuid(), $1, $2, '', $3, 'system', 'system', 'probe', 'prb-1' from generate_series(1, $4)`,
    [tenant, type, at, count],
  );
}

async function freeze(scope_type = 'tenant', scope_id = ''): Promise<void> {
  await client.query(
    `insert into directives_freeze (id, tenant_id, scope_type, scope_id, reason, by_id, by_name)
     values ($1, 'default', $2, $3, 'drill', 'ana', 'Ana')`,
    [newId(), scope_type, scope_id],
  );
}

describe('what needs a person', () => {
  it('is nothing while all is well', async () => {
    await probes(3);
    expect(await needs()).toEqual({ items: [], total: 0 });
  });

  it('names few silent probes one by one, with a link to each', async () => {
    const [id] = await probes(1, { status: 'offline', minutesAgo: 5 });
    expect(await ofKind('silent_probe')).toMatchObject([
      { severity: 'critical', title: expect.stringContaining('went silent'), link: `/fleet/${id}` },
    ]);
  });

  it('folds many, apart those of the last hour and those of before', async () => {
    await probes(12, { status: 'offline', minutesAgo: 5 });
    await probes(30, { status: 'offline', minutesAgo: 90 });
    const items = await ofKind('silent_probe');
    expect(items).toMatchObject([
      { severity: 'critical', title: '12 probes went silent in the last hour', more: 11 },
      { severity: 'warning', title: '30 probes have been silent for longer', more: 29 },
    ]);
    expect(items[0]!.detail).toMatch(/and 9 more$/);
    expect(items[0]!.link).toBe('/fleet?status=offline');
    expect((await needs()).total).toBe(42);
  });

  it('says why a probe is degraded, the critical ones first', async () => {
    await probes(1, { status: 'degraded', health: 'degraded' });
    await probes(1, { status: 'degraded', health: 'critical' });
    expect(await ofKind('degraded_probe')).toMatchObject([
      { severity: 'critical', detail: 'disk critical (97 %)' },
      { severity: 'warning' },
    ]);
  });

  it('makes one item of a request for many probes, and puts the riskier first', async () => {
    await approvals(500);
    const [risky] = await approvals(1, { summary: 'rm -rf /', risk: 'critical' });
    expect(await ofKind('approval')).toMatchObject([
      { severity: 'critical', link: `/approvals/${risky}` },
      { severity: 'warning', title: '500 requests wait for approval: reboot', link: '/approvals', more: 499 },
    ]);
  });

  it('counts what waits beyond the first fifteen things', async () => {
    for (let n = 0; n < 20; n += 1) await approvals(2, { summary: `task ${n}` });
    const items = await ofKind('approval');
    expect(items).toHaveLength(16);
    expect(items.at(-1)).toMatchObject({ title: '10 more requests wait for approval', more: 9 });
    expect((await needs()).total).toBe(40);
  });

  it('is urgent when a request ends soon, whatever its risk', async () => {
    await approvals(1, { risk: 'low', expires_at: new Date(Date.now() + 60_000) });
    expect(await ofKind('approval')).toMatchObject([{ severity: 'critical' }]);
  });

  it('folds equal failures of the last day, and forgets those of before', async () => {
    await failures(7);
    await failures(1, { summary: 'id', id: newId(Date.now() - 25 * 3_600_000) });
    expect(await ofKind('failed_command')).toMatchObject([
      { title: 'Failed 7 times: apt upgrade', detail: 'It ended with 100.', more: 6 },
    ]);
  });

  it('tells of freezes, deliveries given up and requests nobody decided', async () => {
    await freeze('tag', 'prod');
    await signals('custom.posted', new Date());
    await client.query(
      `insert into core_delivery (id, tenant_id, signal_id, seq, handler, state, last_error)
       select gen_random_uuid(), tenant_id, id, 1, 'mail', 'dead', 'no route' from core_signal`,
    );
    await approvals(2, { state: 'expired', decided_at: new Date(), decided_by: 'system' });
    const { items } = await needs();
    expect(items).toMatchObject([
      { kind: 'frozen', title: 'Execution is frozen for tag prod', link: '/fleet?tag=prod' },
      { kind: 'dead_delivery', title: 'A delivery to mail was given up', detail: 'no route' },
      { kind: 'approval_expired', severity: 'info' },
      { kind: 'approval_expired', severity: 'info' },
    ]);
  });

  it('comes by urgency', async () => {
    await failures(1);
    await probes(1, { status: 'offline' });
    await approvals(1);
    expect((await needs()).items.map(({ kind }) => kind)).toEqual([
      'silent_probe',
      'approval',
      'failed_command',
    ]);
  });

  it('shows a reader of the fleet alone nothing but the fleet', async () => {
    await failures(1);
    await approvals(1);
    await approvals(1, { state: 'expired', decided_at: new Date() });
    await probes(1, { status: 'offline' });
    expect((await needs('reader')).items.map(({ kind }) => kind)).toEqual(['silent_probe']);
  });

  it('shows hostile names as they are and never as part of a path', async () => {
    await failures(1, { subject_type: 'probe', subject_id: '../admin?x=<b>' });
    const [item] = await ofKind('failed_command');
    expect(item!.link).toBe('/fleet/..%2Fadmin%3Fx%3D%3Cb%3E');
  });
});

describe('the activity', () => {
  const hour = () => Math.floor(Date.now() / 3_600_000) * 3_600_000;

  it('counts by the hour, with a bucket for every hour', async () => {
    await signals('command.completed', new Date(hour()), 3);
    await signals('command.failed', new Date(hour() - 1), 2);
    await signals('approval.requested', new Date(hour() - 3_600_000));
    await signals('probe.disconnected', new Date(hour() - 2 * 3_600_000));
    await signals('inventory.updated', new Date(hour()));
    await signals('probe.tags_changed', new Date(hour()));
    await signals('probe.connected', new Date(hour()), 9);
    await signals('command.completed', new Date(hour() - 5 * 3_600_000));
    const { buckets } = await read(Activity, 'activity?hours=3');
    const nothing = { commands_ok: 0, commands_failed: 0, approvals: 0, connections_lost: 0, changes: 0 };
    const at = (back: number) => new Date(hour() - back * 3_600_000).toISOString();
    expect(buckets).toEqual([
      { ...nothing, at: at(2), connections_lost: 1 },
      { ...nothing, at: at(1), commands_failed: 2, approvals: 1 },
      { ...nothing, at: at(0), commands_ok: 3, changes: 2 },
    ]);
  });

  it('is a day unless told, and a week at most', async () => {
    expect((await read(Activity, 'activity')).buckets).toHaveLength(24);
    expect((await read(Activity, 'activity?hours=168')).buckets).toHaveLength(168);
    const asked = request(spine.app.getHttpServer());
    for (const query of ['hours=0', 'hours=169', 'hours=x', 'days=1'])
      await asked.get(`/api/v1/overview/activity?${query}`).expect(400);
  });
});

describe('the capacity', () => {
  const vitals = (over: object = {}) => ({
    ...{ cpus: 4, load: [1.5, 1, 1], cpuPercent: 30, memoryTotal: 8_000_000_000_000, memoryUsed: 2_000 },
    ...{ diskTotal: 100, diskUsed: 40, fullestMount: { path: '/', percent: 40 }, ...over },
  });

  it('adds up the hosts whose numbers are fresh, and says how many it left out', async () => {
    await probes(2, { vitals: vitals() });
    await probes(1, { vitals: vitals({ cpuPercent: 99, fullestMount: { path: '/var', percent: 97 } }) });
    await probes(3, { vitals: vitals({ cpuPercent: 100 }), minutesAgo: 6 });
    await probes(1, { vitals: null });
    const found = await read(Capacity, 'capacity');
    expect(found).toMatchObject({
      ...{ hosts: 3, stale: 4, cpus: 12, load1_sum: 4.5 },
      memory: { total_bytes: 24_000_000_000_000, used_bytes: 6_000 },
      disk: { total_bytes: 300, used_bytes: 120 },
    });
    expect(found.fullest.map(({ mount, percent }) => [mount, percent])).toEqual([
      ['/var', 97],
      ['/', 40],
      ['/', 40],
    ]);
    expect(found.busiest[0]).toMatchObject({ cpu_percent: 99 });
  });

  it('names five at most, and counts space only where both numbers are known', async () => {
    await probes(7, { vitals: { memoryTotal: 100, cpuPercent: 1, fullestMount: { path: '/', percent: 1 } } });
    const found = await read(Capacity, 'capacity');
    expect([found.fullest.length, found.busiest.length]).toEqual([5, 5]);
    expect(found).toMatchObject({ hosts: 7, memory: { total_bytes: 0 } });
    expect(found).not.toHaveProperty('load1_sum');
  });

  it('is nothing for an empty fleet', async () => {
    expect(await read(Capacity, 'capacity')).toMatchObject({ hosts: 0, cpus: 0, stale: 0, fullest: [] });
  });
});

describe('what was decided', () => {
  it('is newest first, without what still waits', async () => {
    await approvals(1);
    const minutes = (n: number) => new Date(Date.now() - n * 60_000);
    const [old] = await approvals(1, { state: 'denied', decided_at: minutes(9), decided_by: 'bo' });
    const [late] = await approvals(1, { state: 'approved', decided_at: minutes(1), decided_by: 'bo' });
    const { items } = await read(DecidedApprovals, 'decided');
    expect(items).toMatchObject([
      { id: late, status: 'approved', decided_by: 'bo', link: `/approvals/${late}` },
      { id: old, status: 'denied' },
    ]);
    expect((await read(DecidedApprovals, 'decided?limit=1')).items).toHaveLength(1);
  });
});

describe('the status', () => {
  it('is a sentence and the numbers it is made of', async () => {
    await probes(3);
    await probes(2, { status: 'offline' });
    await approvals(1);
    expect(await read(OverviewStatus, 'status')).toEqual({
      text: '5 probes, 2 silent. 1 request waits for approval.',
      counts: { total: 5, online: 3, degraded: 0, offline: 2, pending: 0, waiting: 1 },
      frozen: false,
    });
  });

  it('says that execution is frozen, and what waits only to those who may read it', async () => {
    await freeze();
    await approvals(1);
    expect(await read(OverviewStatus, 'status', 'reader')).toMatchObject({
      text: 'No probes yet. Execution is frozen.',
      frozen: true,
      counts: expect.not.objectContaining({ waiting: 1 }),
    });
  });
});

describe('every part', () => {
  const PATHS = ['needs', 'activity', 'capacity', 'decided', 'status'];

  it('is of one tenant alone', async () => {
    await probes(2, { status: 'offline', vitals: { cpuPercent: 1 } });
    await approvals(1);
    await approvals(1, { state: 'denied', decided_at: new Date() });
    await failures(1);
    await freeze();
    await signals('command.completed', new Date());
    expect(await needs('stranger')).toEqual({ items: [], total: 0 });
    const { buckets } = await read(Activity, 'activity', 'stranger');
    expect(buckets.reduce((sum, one) => sum + one.commands_ok, 0)).toBe(0);
    expect(await read(Capacity, 'capacity', 'stranger')).toMatchObject({ hosts: 0, stale: 0 });
    expect(await read(DecidedApprovals, 'decided', 'stranger')).toEqual({ items: [] });
    expect(await read(OverviewStatus, 'status', 'stranger')).toMatchObject({
      counts: { total: 0, waiting: 0 },
      frozen: false,
    });
  });

  it.each(PATHS)('is closed to whoever may not read the fleet: %s', async (path) => {
    const asked = request(spine.app.getHttpServer());
    await asked.get(`/api/v1/overview/${path}`).set('Authorization', 'Bearer nobody').expect(403);
  });

  it('says nothing of decisions to whoever may not read approvals', async () => {
    const asked = request(spine.app.getHttpServer());
    await asked.get('/api/v1/overview/decided').set('Authorization', 'Bearer reader').expect(403);
  });
});
