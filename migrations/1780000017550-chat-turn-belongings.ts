import type { MigrationInterface, QueryRunner } from 'typeorm';

/** In the order in which whoever removes or writes them locks them: behind their turn, what was written first. */
const TABLES = ['chat_checkpoint_write', 'chat_checkpoint', 'chat_run'] as const;

/** What a turn leaves behind goes with it, at once and not when somebody sweeps. */
export class ChatTurnBelongings1780000017550 implements MigrationInterface {
  name = 'ChatTurnBelongings1780000017550';

  async up(runner: QueryRunner): Promise<void> {
    const all = ['chat_turn', ...TABLES];
    await runner.query(`lock table ${all.join(', ')} in access exclusive mode`);
    // The owner is bound by row-level security like everybody, and would see no turn, and so every row as left behind.
    for (const table of all) await runner.query(`alter table ${table} no force row level security`);
    for (const table of TABLES) {
      await runner.query(`
        delete from ${table} where not exists (select from chat_turn t where t.id = turn_id);
        create index ${table}_turn on ${table} (turn_id);
        alter table ${table} add foreign key (turn_id) references chat_turn on delete cascade;
      `);
    }
    for (const table of all) await runner.query(`alter table ${table} force row level security`);
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
