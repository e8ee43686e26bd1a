import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What held a run to its limits. */
export class CommandsLimits1780000016402 implements MigrationInterface {
  name = 'CommandsLimits1780000016402';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table commands_dispatch add column limits text');
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
