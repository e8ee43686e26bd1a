import type { Actor } from '../context/actor.js';
import type { Tx } from '../database/transactions.js';
import type { Verdict } from './judge.js';

/** A directive as the gate sees it: exactly what a person is asked about. */
export interface GatedDirective {
  readonly directiveId: string;
  readonly type: string;
  readonly payload: unknown;
  readonly summary: string;
  /** In canonical form, in full. */
  readonly command: string;
  readonly subject: { readonly type: string; readonly id: string };
  readonly actor: Actor;
  readonly verdict: Verdict;
  readonly reason?: string;
  /** Asked to start without waiting for anybody; a person answers for it afterwards. */
  readonly breakglass?: { readonly reason: string; readonly confirm?: string };
  /** The approval that this one replaces. */
  readonly supersedes?: string;
  /** It is a part of this one, which says so, and stands behind the decision about it. */
  readonly partOf?: { readonly approvalId: string; readonly whole: GatedDirective };
}

export interface OpenedGate {
  readonly directiveId: string;
  readonly approvalId: string;
  readonly expiresAt: Date;
  /** It need not wait: the glass was broken, or it is a part of what was approved. */
  readonly granted: boolean;
}

/** A directive whose approval does not hold, found out when it was about to start. */
export interface RefusedGate {
  readonly directiveId: string;
  readonly message: string;
}

/** A directive that is about to start with an approval. */
export interface StartingDirective extends GatedDirective {
  readonly approvalId: string | null;
  /** Started again by the run that has used the approval, after its process died. */
  readonly resumed: boolean;
}

/** Holds a directive back until a person decides. Provided by `approvals`, in the directive's own transaction. */
export abstract class Gate {
  /** @throws `conflict` for a part of something that nobody approved, or that is not what they approved */
  abstract open(tx: Tx, directives: readonly GatedDirective[]): Promise<OpenedGate[]>;
  /** The directives ended otherwise (canceled); their requests wait for nobody any more. */
  abstract withdraw(tx: Tx, directiveIds: readonly string[], reason: string): Promise<void>;
  /**
   * The directive that an approval holds, for the current actor, who must have asked for it.
   * @throws `conflict` when it does not wait any more
   */
  abstract heldBy(tx: Tx, approvalId: string): Promise<string>;
  /** A newer request takes the place of an older one, whose directive the caller has locked. @throws `conflict` */
  abstract supersede(tx: Tx, approvalId: string, byDirectiveId: string): Promise<void>;
  /**
   * Uses up approvals of directives that start in this very transaction. An approval is used once, and only for what
   * was approved to the letter.
   * @returns those that must not start
   */
  abstract consume(tx: Tx, starting: readonly StartingDirective[]): Promise<readonly RefusedGate[]>;
}
