import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Requests that wait no more, by when they ended. */
export class ApprovalsEnded1780000009501 implements MigrationInterface {
  name = 'ApprovalsEnded1780000009501';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `create index approvals_approval_ended on approvals_approval (tenant_id, decided_at desc, id desc) where state <> 'pending'`,
    );
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
