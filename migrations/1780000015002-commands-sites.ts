import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where the probe of a command was when it was asked for. */
export class CommandsSites1780000015002 implements MigrationInterface {
  name = 'CommandsSites1780000015002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table commands_request add column site text');
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
