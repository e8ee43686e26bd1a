import { tenantTable } from '@legator/core';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a request is bound to, who said yes to it, and what became of it after that. */
export class ApprovalsDecisions1780000010000 implements MigrationInterface {
  name = 'ApprovalsDecisions1780000010000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table approvals_approval
        drop constraint approvals_approval_state_check,
        add constraint approvals_approval_state_check
          check (state in ('pending', 'approved', 'denied', 'expired', 'withdrawn', 'superseded', 'void')),
        -- Requests of an older version are bound to nothing, and nothing ever has this hash.
        add column bound_hash text not null default '',
        add column bound jsonb not null default '{}',
        add column policy_version text not null default '',
        add column command_line text not null default '',
        add column level text not null default 'remediate',
        add column note text,
        add column answerable text not null default '',
        add column treated_as text not null default 'high',
        add column self_approval text not null default 'never' check (self_approval in ('never', 'medium', 'any')),
        add column second_approver boolean not null default false,
        add column own_allowed boolean not null default false,
        add column decision_reason text,
        add column changes jsonb not null default '[]',
        add column not_before timestamptz,
        add column not_after timestamptz,
        add column released_at timestamptz,
        add column consumed_at timestamptz,
        add column supersedes uuid,
        add column superseded_by uuid,
        add column breakglass_reason text,
        add column needs_review boolean not null default false,
        add column reviewed_by text,
        add column reviewed_at timestamptz,
        add column review_note text;
      create index approvals_approval_held on approvals_approval (id) where state = 'approved' and released_at is null;
      create index approvals_approval_review on approvals_approval (tenant_id, id desc) where needs_review;
      -- What was decided before has long been released.
      update approvals_approval set released_at = decided_at, consumed_at = decided_at where state = 'approved';

      create table approvals_vote (
        approval_id uuid not null references approvals_approval,
        tenant_id text not null,
        person text not null,
        name text not null,
        given_as text not null check (given_as in ('other', 'own', 'exception', 'breakglass')),
        reason text,
        claimed_by text,
        at timestamptz not null,
        primary key (approval_id, person)
      );
    `);
    await tenantTable(runner, 'approvals_vote', { app: 'select, insert' });
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
