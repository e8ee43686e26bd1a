import type { Tx } from '../database/transactions.js';
import type { Actor } from '../context/actor.js';
import type { Verdict } from './judge.js';

export interface GatedDirective {
  readonly directiveId: string;
  readonly type: string;
  readonly payload: unknown;
  readonly summary: string;
  readonly subject: { readonly type: string; readonly id: string };
  readonly actor: Actor;
  readonly verdict: Verdict;
  readonly reason?: string;
}

export interface OpenedGate {
  readonly directiveId: string;
  readonly approvalId: string;
  readonly expiresAt: Date;
}

/** Holds a directive back until a person decides. Provided by `approvals`, in the directive's own transaction. */
export abstract class Gate {
  abstract open(tx: Tx, directives: readonly GatedDirective[]): Promise<OpenedGate[]>;
  /** The directives ended otherwise (canceled); their requests wait for nobody any more. */
  abstract withdraw(tx: Tx, directiveIds: readonly string[], reason: string): Promise<void>;
}
