import { tenantTable } from '@legator/core';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What one decision covers beside its own directive: the parts of it, each used once. */
export class ApprovalsParts1780000011001 implements MigrationInterface {
  name = 'ApprovalsParts1780000011001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table approvals_part (
        directive_id uuid primary key,
        approval_id uuid not null references approvals_approval,
        tenant_id text not null,
        bound_hash text not null,
        created_at timestamptz not null,
        consumed_at timestamptz
      );
      create index approvals_part_of on approvals_part (approval_id);
    `);
    await tenantTable(runner, 'approvals_part', {
      app: 'select, insert, update',
      worker: 'select, update',
    });
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
