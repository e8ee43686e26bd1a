import type { DirectiveOrigin, Level, Risk } from '@legator/contracts';
import type { Actor } from '../context/actor.js';
import type { Tx } from '../database/transactions.js';

export interface Reason {
  /** Machine word of the rule, such as `classifier.unknown_program`. */
  readonly code: string;
  /** The same for people. */
  readonly text: string;
}

/** What policy says about one intent, with reasons that a person can read. */
export interface Verdict {
  readonly decision: 'allow' | 'queue' | 'deny';
  readonly risk: Risk;
  readonly level: Level;
  readonly reasons: readonly Reason[];
  /** Whatever else the rule that decided wants shown: rationale, classification, lane. */
  readonly rationale: Readonly<Record<string, unknown>>;
}

export interface JudgeRequest {
  readonly type: string;
  readonly payload: unknown;
  readonly actor: Actor;
  /** The conversation that it came from. */
  readonly origin?: DirectiveOrigin;
}

/** Judges intents. Provided by `policy`; an error here is a refusal, never a permission. */
export abstract class Judge {
  /** One verdict per request, in order. */
  abstract judge(tx: Tx, requests: readonly JudgeRequest[]): Promise<Verdict[]>;
}
