import { tenantTable } from '@legator/core';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A yes to a change on many hosts is one to the very hosts that were asked about, so these are kept with the question. */
export class ChatConfirmations1780000017540 implements MigrationInterface {
  name = 'ChatConfirmations1780000017540';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table chat_confirmation (
        id uuid primary key,
        tenant_id text not null,
        -- No reference of its own: whoever writes holds the turn, and whoever removes locks the conversation first.
        conversation_id uuid not null,
        turn_id uuid not null references chat_turn on delete cascade,
        -- What would run, as it was shown: secrets masked.
        command text not null,
        -- [{id, hostname}]: who it would have reached then.
        hosts jsonb not null,
        created_at timestamptz not null,
        -- The one call that ran with the yes; no other may.
        used_by_turn uuid,
        used_by_call text
      );
      create index chat_confirmation_conversation on chat_confirmation (conversation_id);
      create index chat_confirmation_turn on chat_confirmation (turn_id);
      -- Which question is answered with a yes.
      alter table chat_turn add column confirmation uuid;
    `);
    await tenantTable(runner, 'chat_confirmation', {
      app: 'select, insert, update (used_by_turn, used_by_call)',
    });
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
