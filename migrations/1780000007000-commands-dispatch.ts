import { tenantTable } from '@legator/core';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Commands: how callers find them, what was sent to probes, and what came back while they ran. */
export class CommandsDispatch1780000007000 implements MigrationInterface {
  name = 'CommandsDispatch1780000007000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLES);
    const both = { app: 'select, insert, update', worker: 'select, insert, update' };
    await tenantTable(runner, 'commands_request', both);
    await tenantTable(runner, 'commands_dispatch', both);
    await tenantTable(runner, 'commands_event', {
      app: 'select, insert',
      worker: 'select, insert, delete',
    });
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

const TABLES = `
  -- The name by which a caller finds a command again. Its events are numbered here, so the row is rewritten often:
  -- nothing that changes is indexed.
  create table commands_request (
    tenant_id text not null,
    request_id text not null,
    directive_id uuid not null unique,
    probe_id text not null,
    tags text[] not null,
    created_at timestamptz not null,
    events int not null default 0,
    output_bytes bigint not null default 0,
    truncated boolean not null default false,
    primary key (tenant_id, request_id)
  ) with (fillfactor = 80);

  -- One row per attempt of a directive: what is sent, and what the probe said of it. \`outcome\` is the probe's word,
  -- \`given_up\` ours; a row that has both got its result late.
  create table commands_dispatch (
    id uuid primary key,
    tenant_id text not null,
    directive_id uuid not null,
    attempt int not null,
    request_id text not null,
    probe_id text not null,
    argv jsonb not null,
    timeout_ms int not null,
    stream boolean not null,
    level text not null check (level in ('observe', 'diagnose', 'remediate')),
    approval_id uuid,
    granted_level text check (granted_level in ('observe', 'diagnose', 'remediate')),
    state text not null check (state in ('sent', 'accepted', 'done')),
    created_at timestamptz not null,
    expires_at timestamptz not null,
    deadline_at timestamptz not null,
    sent_at timestamptz not null,
    accepted_at timestamptz,
    cancel_reason text,
    finished_at timestamptz,
    outcome text check (outcome in ('exited', 'not_started', 'refused', 'timed_out', 'canceled', 'indeterminate')),
    exit_code int,
    stdout text,
    stderr text,
    truncated boolean,
    duration_ms bigint,
    reason text,
    message text,
    contained boolean,
    given_up text,
    late boolean not null default false,
    last_chunk int not null default 0,
    check (state <> 'done' or finished_at is not null),
    unique (directive_id, attempt)
  ) with (fillfactor = 80);
  create index commands_dispatch_request on commands_dispatch (tenant_id, request_id, attempt desc);
  create index commands_dispatch_open on commands_dispatch (probe_id) where state <> 'done';
  create index commands_dispatch_pending on commands_dispatch (tenant_id, created_at) where state <> 'done';
  create index commands_dispatch_expiring on commands_dispatch (expires_at) where state = 'sent';
  create index commands_dispatch_due on commands_dispatch (deadline_at) where state = 'accepted';

  create table commands_event (
    tenant_id text not null,
    request_id text not null,
    seq int not null,
    kind text not null check (kind in ('output', 'policy', 'approval', 'dispatch', 'result', 'job')),
    stream text,
    data text,
    chunk_seq int,
    final boolean,
    exit_code int,
    meta jsonb,
    created_at timestamptz not null,
    primary key (tenant_id, request_id, seq)
  );
  create index commands_event_age on commands_event (created_at);
`;
