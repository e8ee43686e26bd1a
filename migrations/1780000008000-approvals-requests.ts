import { tenantTable } from '@legator/core';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Requests that wait for a person. */
export class ApprovalsRequests1780000008000 implements MigrationInterface {
  name = 'ApprovalsRequests1780000008000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table approvals_approval (
        id uuid primary key,
        tenant_id text not null,
        directive_id uuid not null,
        type text not null,
        payload jsonb not null,
        summary text not null,
        subject_type text not null,
        subject_id text not null,
        risk text not null,
        reason text not null,
        requested_by_type text not null,
        requested_by_id text not null,
        requested_by_name text not null,
        rationale jsonb not null,
        state text not null check (state in ('pending', 'approved', 'denied', 'expired', 'withdrawn')),
        decided_by text,
        decided_at timestamptz,
        created_at timestamptz not null default now(),
        expires_at timestamptz not null
      );
      create index approvals_approval_list on approvals_approval (tenant_id, id desc);
      create index approvals_approval_waiting on approvals_approval (tenant_id, id desc) where state = 'pending';
      create index approvals_approval_expiring on approvals_approval (expires_at) where state = 'pending';
      create unique index approvals_approval_one on approvals_approval (directive_id) where state = 'pending';
    `);
    const rights = 'select, insert, update';
    await tenantTable(runner, 'approvals_approval', { app: rights, worker: rights });
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
