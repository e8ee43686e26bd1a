import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The conversation that an intent came from, where it can be looked for: under row-level security an index does not
 * serve for what stands within `origin`, because reading JSON could tell of rows of others.
 */
export class DirectivesConversation1780000017600 implements MigrationInterface {
  name = 'DirectivesConversation1780000017600';

  async up(runner: QueryRunner): Promise<void> {
    // Forced, row-level security holds for an owner that is no superuser: without this none of the rows would be found.
    await runner.query(`
      alter table directives_directive add column conversation_id text, no force row level security;
      update directives_directive set conversation_id = origin->>'conversation_id' where origin is not null;
      alter table directives_directive force row level security;
    `);
    await runner.query(
      `create index directives_directive_conversation on directives_directive (tenant_id, conversation_id, id desc)
       where conversation_id is not null`,
    );
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
