import { DomainError, runWith } from '@legator/core';
import type { ToolAnswer } from '../tools/chat-tool.js';
import type { TurnAtWork } from '../turns/turn.js';

/** Refusals that whoever asks can be told of, and can do something about. */
const TOLD: readonly string[] = [
  ...['invalid', 'forbidden', 'not_found', 'conflict', 'frozen', 'limited', 'too_large', 'bad_gateway'],
];

/** Runs a tool on behalf of the person who asks; a refusal is an answer that says so. */
export function asPerson(turn: TurnAtWork, work: () => Promise<ToolAnswer>): Promise<ToolAnswer> {
  return runWith({ actor: turn.actor, correlationId: turn.id }, async () => {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof DomainError) || !TOLD.includes(error.kind)) throw error;
      return { ok: false, text: error.message, summary: error.message.slice(0, 200) };
    }
  });
}
