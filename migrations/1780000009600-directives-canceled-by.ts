import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who asked for a directive to end, so that its end is told as theirs. */
export class DirectivesCanceledBy1780000009600 implements MigrationInterface {
  name = 'DirectivesCanceledBy1780000009600';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table directives_directive add column canceled_by jsonb');
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
