import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The conversation that an intent came from. */
export class DirectivesOrigin1780000017510 implements MigrationInterface {
  name = 'DirectivesOrigin1780000017510';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table directives_directive add column origin jsonb');
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
