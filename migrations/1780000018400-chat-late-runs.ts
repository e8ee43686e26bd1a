import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = ['chat_turn', 'chat_run'] as const;

/** When to look again at what a turn that ended early had asked for, until all of that has ended too. */
export class ChatLateRuns1780000018400 implements MigrationInterface {
  name = 'ChatLateRuns1780000018400';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table chat_turn add column runs_look_at timestamptz');
    // The owner is bound by row-level security like everybody, and might see no turn.
    for (const table of TABLES) await runner.query(`alter table ${table} no force row level security`);
    await runner.query(
      `update chat_turn t set runs_look_at = now() where status in ('stopped', 'failed')
         and exists (select from chat_run r where r.turn_id = t.id)`,
    );
    for (const table of TABLES) await runner.query(`alter table ${table} force row level security`);
    await runner.query(
      'create index chat_turn_runs_look_at on chat_turn (runs_look_at) where runs_look_at is not null',
    );
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
