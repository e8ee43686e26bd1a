import { AuditModule } from '@legator/audit';
import { Approval, ApprovalsModule } from '@legator/approvals';
import type { Permission } from '@legator/contracts';
import { newId } from '@legator/core';
import { anActor } from '@legator/core/testing';
import { DirectivesModule } from '@legator/directives';
import { ViewsModule } from '@legator/views';
import { Client } from 'pg';
import request from 'supertest';
import { startSpine } from '../../support/spine.js';
import type { Spine } from '../../support/spine.js';

interface SomeProbe {
  readonly status?: string;
  readonly minutesAgo?: number;
  readonly health?: string;
  readonly vitals?: object | null;
  readonly tenant?: string;
}

/** Probes, approvals, directives and facts as their rooms would have written them; by the owner of the database. */
export class OverviewGround {
  private made = 0;

  private constructor(
    readonly spine: Spine,
    readonly client: Client,
  ) {}

  static async start(): Promise<OverviewGround> {
    const rooms = [AuditModule, DirectivesModule, ApprovalsModule, ViewsModule];
    const spine = await startSpine(rooms, { entities: [Approval] });
    const client = new Client({ connectionString: spine.url });
    await client.connect();
    const only = (name: string, permissions: Permission[]) => {
      spine.access.named[name] = anActor({ permissions });
    };
    only('reader', ['fleet:read']);
    only('approver', ['fleet:read', 'approval:read']);
    only('nobody', ['audit:read']);
    spine.access.named['stranger'] = anActor({ tenantId: 'other' });
    return new OverviewGround(spine, client);
  }

  get(path: string, who?: string): request.Test {
    const asked = request(this.spine.app.getHttpServer()).get(`/api/v1/overview/${path}`);
    return who ? asked.set('Authorization', `Bearer ${who}`) : asked;
  }

  async read<T>(what: { parse(body: unknown): T }, path: string, who?: string): Promise<T> {
    return what.parse((await this.get(path, who).expect(200)).body);
  }

  async probes(count: number, over: SomeProbe = {}): Promise<string[]> {
    const { status = 'online', minutesAgo = 1, health = 'healthy', vitals = null, tenant = 'default' } = over;
    const first = this.made;
    this.made += count;
    const { rows } = await this.client.query<{ id: string }>(
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

  async approvals(count: number, over: Record<string, unknown> = {}): Promise<string[]> {
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
    // What else a request has stays as the table has it by itself.
    const columns = Object.keys({ ...row, id: '', directive_id: '' }).join(', ');
    await this.client.query(
      `insert into approvals_approval (${columns})
       select ${columns} from jsonb_populate_recordset(null::approvals_approval, $1)`,
      [JSON.stringify(rows)],
    );
    return rows.map(({ id }) => id);
  }

  async failures(count: number, over: Record<string, unknown> = {}): Promise<void> {
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
    await this.client.query(
      'insert into directives_directive select * from jsonb_populate_recordset(null::directives_directive, $1)',
      [JSON.stringify(rows)],
    );
  }

  /** The name under which the command is found that is there and has none yet. */
  async requests(name: string): Promise<void> {
    await this.client.query(
      `insert into commands_request (tenant_id, request_id, directive_id, probe_id, tags, created_at)
       select 'default', $1, id, 'prb-1', '{}', now() from (
         select directive_id as id from approvals_approval union select id from directives_directive) known
       where not exists (select from commands_request r where r.directive_id = known.id)`,
      [name],
    );
  }

  async signals(type: string, at: Date, count = 1, tenant = 'default'): Promise<void> {
    await this.client.query(
      `insert into core_signal (id, tenant_id, type, summary, occurred_at, actor_type, actor_id, subject_type, subject_id)
       select gen_random_uuid(), $1, $2, '', $3, 'system', 'system', 'probe', 'prb-1' from generate_series(1, $4)`,
      [tenant, type, at, count],
    );
  }

  async freeze(scope_type = 'tenant', scope_id = ''): Promise<void> {
    await this.client.query(
      `insert into directives_freeze (id, tenant_id, scope_type, scope_id, reason, by_id, by_name)
       values ($1, 'default', $2, $3, 'drill', 'ana', 'Ana')`,
      [newId(), scope_type, scope_id],
    );
  }

  /** The counters follow their probes; facts are append-only even for their owner. */
  async clear(): Promise<void> {
    await this.client
      .query(`delete from fleet_probe; delete from fleet_counter; delete from approvals_approval;
        delete from directives_directive; delete from directives_freeze; delete from core_delivery; delete from commands_request;
        set session_replication_role = 'replica'; delete from core_signal; set session_replication_role = 'origin'`);
  }

  async close(): Promise<void> {
    await this.client.end();
    await this.spine.close();
  }
}
