import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A dispatch keeps the line it came from: a probe may run it without the shell that its words name. */
export class CommandsLines1780000012000 implements MigrationInterface {
  name = 'CommandsLines1780000012000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table commands_dispatch add column line text');
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
