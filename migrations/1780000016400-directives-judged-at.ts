import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When a verdict was made, so that none is used that is too old. Null only while one is made anew, in one transaction. */
export class DirectivesJudgedAt1780000016400 implements MigrationInterface {
  name = 'DirectivesJudgedAt1780000016400';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table directives_directive add column judged_at timestamptz default now()');
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
