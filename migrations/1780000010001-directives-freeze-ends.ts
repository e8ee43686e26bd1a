import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Freezes that end by themselves are written down as ended; and the history of all of them is read by time. */
export class DirectivesFreezeEnds1780000010001 implements MigrationInterface {
  name = 'DirectivesFreezeEnds1780000010001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create index directives_freeze_ending on directives_freeze (until_at) where lifted_at is null and until_at is not null;
      create index directives_freeze_history on directives_freeze (tenant_id, from_at desc, id desc);
      create index directives_directive_recent on directives_directive (tenant_id, type, requested_at desc);
    `);
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
