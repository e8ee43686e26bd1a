import { MAX_TASK_STEPS, MAX_TURN_ROUNDS } from '@legator/contracts';
import type { Turn } from '../turns/turn.js';

/** How much a turn may cost. */
export interface LoopLimits {
  /** Rounds of tools; after them the model answers with what it has. */
  readonly rounds: number;
  /** Tokens of all its calls together, both ways. */
  readonly tokens: number;
  /** Of one answer. */
  readonly answerTokens: number;
  readonly temperature: number;
}

const CHAT_LIMITS: LoopLimits = {
  rounds: MAX_TURN_ROUNDS,
  tokens: 200_000,
  answerTokens: 1_200,
  temperature: 0.2,
};

const TASK_LIMITS: LoopLimits = {
  ...CHAT_LIMITS,
  rounds: MAX_TASK_STEPS,
  answerTokens: 1_024,
  temperature: 0.1,
};

export function limitsOf({ kind }: Pick<Turn, 'kind'>): LoopLimits {
  return kind === 'task' ? TASK_LIMITS : CHAT_LIMITS;
}

/** What a model does with a text, near enough. */
const CHARS_PER_TOKEN = 4;

export function tokensOf(text: string): number {
  return Math.ceil(text.length / CHARS_PER_TOKEN);
}
