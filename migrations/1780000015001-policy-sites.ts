import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Policies are applied to sites too. */
export class PolicySites1780000015001 implements MigrationInterface {
  name = 'PolicySites1780000015001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table policy_assignment drop constraint policy_assignment_scope_type_check;
      alter table policy_assignment add constraint policy_assignment_scope_type_check
        check (scope_type in ('probe', 'tag', 'site'));
    `);
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
