import { may } from '@legator/core';
import type { Actor } from '@legator/core';
import type { ConversationRow } from './conversations.store.js';

/** What conversations of others hold: outputs of commands, which the routes of commands give to nobody else either. */
export const OUTPUT_PERMISSION = 'command:exec';

/** Whether somebody reads, and speaks in, those that others of the tenant began. */
export function readsAll(actor: Actor): boolean {
  return may(actor, OUTPUT_PERMISSION);
}

/** Whether this one is open to somebody: whoever may not see what commands print has their own alone. */
export function reads(
  actor: Actor,
  conversation: Pick<ConversationRow, 'createdByType' | 'createdById'>,
): boolean {
  return readsAll(actor) || began(actor, conversation);
}

export function began(
  actor: Actor,
  { createdByType, createdById }: Pick<ConversationRow, 'createdByType' | 'createdById'>,
): boolean {
  return actor.type === createdByType && actor.id === createdById;
}
