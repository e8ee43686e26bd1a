import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tasks are turns that nobody talks to. */
export class ChatTasks1780000017530 implements MigrationInterface {
  name = 'ChatTasks1780000017530';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `alter table chat_turn add column kind text not null default 'chat' check (kind in ('chat', 'task'))`,
    );
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
