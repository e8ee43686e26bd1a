import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Requests that wait, by the probe they are about: each row of the fleet's list says how many there are. */
export class ApprovalsByProbe1780000009502 implements MigrationInterface {
  name = 'ApprovalsByProbe1780000009502';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `create index approvals_approval_probe on approvals_approval (tenant_id, subject_id)
       where state = 'pending' and subject_type = 'probe'`,
    );
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
