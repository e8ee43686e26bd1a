import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The words of titles and messages become ordinary columns, written by their stores. Their indexes go: under row-level
 * security no index serves a search whose operator is not leakproof, so the rows of the tenant are read anyway.
 */
export class ChatPlainWords1780000017001 implements MigrationInterface {
  name = 'ChatPlainWords1780000017001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index chat_conversation_words;
      drop index chat_message_words;
      alter table chat_conversation alter column words drop expression;
      alter table chat_message alter column words drop expression;
      update chat_conversation set words = '' where words is null;
      update chat_message set words = '' where words is null;
      alter table chat_conversation alter column words set default '', alter column words set not null;
      alter table chat_message alter column words set default '', alter column words set not null;
    `);
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
