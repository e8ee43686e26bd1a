import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The revision of the probe's policies that a command was judged by; part of what is sent. */
export class CommandsPolicyRevision1780000016401 implements MigrationInterface {
  name = 'CommandsPolicyRevision1780000016401';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table commands_dispatch add column policy_revision bigint not null default 0');
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
