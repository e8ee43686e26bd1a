import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What turns that are over leave behind is removed across tenants. */
export class ChatLeftovers1780000017520 implements MigrationInterface {
  name = 'ChatLeftovers1780000017520';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of ['chat_checkpoint', 'chat_checkpoint_write', 'chat_run']) {
      await runner.query(
        `create policy ${table}_worker on ${table} to legator_worker using (true) with check (true)`,
      );
      await runner.query(`grant select, delete on ${table} to legator_worker`);
    }
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
