import type { ChatMessage, ChatMeta, ChatPart } from '@legator/contracts';
import { Answer } from '../turns/answer.js';
import { inWords } from '../turns/in-words.js';
import type { MessageRow } from './messages.store.js';

/** A message as everybody reads it. */
export function toMessage(row: MessageRow, parts: readonly ChatPart[] = row.parts): ChatMessage {
  const { authorType, authorId, authorName } = row;
  return {
    id: row.id,
    role: row.role,
    content: row.role === 'assistant' ? inWords(parts) : row.content,
    timestamp: row.createdAt.toISOString(),
    conversation_id: row.conversationId,
    turn_id: row.turnId,
    author: authorType === null ? null : { type: authorType, id: authorId ?? '', name: authorName ?? '' },
    parts: [...parts],
    meta: row.role === 'assistant' ? metaOf(row) : null,
    state: row.status,
    feedback: row.feedback,
  };
}

/** What an answer consists of while it is not whole yet. */
export function unfinished({ role, status }: MessageRow): boolean {
  return role === 'assistant' && ['queued', 'working', 'waiting'].includes(status);
}

/** Messages of which some are still being written: those are put together from what was told of them. */
export function withPieces(
  rows: readonly MessageRow[],
  pieces: readonly { turnId: string; type: 'chunk' | 'part'; body: Record<string, unknown> }[],
): ChatMessage[] {
  const byTurn = Map.groupBy(pieces, ({ turnId }) => turnId);
  return rows.map((row) =>
    unfinished(row) ? toMessage(row, Answer.of(byTurn.get(row.turnId) ?? []).parts) : toMessage(row),
  );
}

function metaOf(row: MessageRow): ChatMeta | null {
  const { via, meta, startedAt } = row;
  if (!via || !startedAt) return null;
  return {
    via: meta.via ?? via,
    started_at: startedAt.toISOString(),
    finished_at: row.endedAt?.toISOString() ?? null,
    profile: meta.profile ?? null,
    provider: meta.provider ?? null,
    model: meta.model ?? null,
    usage: meta.usage ?? null,
    commands_used: row.commandsUsed,
    rounds_used: meta.rounds_used ?? 0,
    untrusted: row.untrusted,
    boundary: meta.boundary ?? null,
  };
}
