import type { ApprovalStanding } from '@legator/contracts';
import { approvalsNeeded, ownAllowed } from './terms.js';
import type { Terms } from './terms.js';

/** Who wants to say yes. */
export interface Decider {
  /** They asked for it, or made the key that did. */
  readonly own: boolean;
  /** Nobody else in the tenant may approve. */
  readonly sole: boolean;
  /** They have said yes before. */
  readonly again: boolean;
}

/** What saying yes takes, or why it is not theirs to say. */
export type Standing =
  | {
      readonly allowed: true;
      readonly as: ApprovalStanding;
      /** People who have to say yes, this one included. */
      readonly needed: number;
      readonly needsReason: boolean;
      readonly needsConfirm: boolean;
    }
  | { readonly allowed: false; readonly code: string; readonly message: string };

/**
 * May this person approve? Critical takes two people, neither of them whoever asked; one's own only up to what policy
 * allows. Where there is only one person, that one may approve what they asked for, unless policy says never.
 */
export function standing(terms: Terms, { own, sole, again }: Decider): Standing {
  const { treatedAs, selfApproval } = terms;
  const grave = treatedAs === 'high' || treatedAs === 'critical';
  const needed = approvalsNeeded(terms);
  const given = { allowed: true as const, needed, needsReason: grave, needsConfirm: grave };
  if (again) return refused('approvals.same_person', 'You have approved it before; another person has to.');
  if (!own) return { ...given, as: 'other' };
  const may = ownAllowed(terms);
  if (may && (needed === 1 || !sole)) return { ...given, as: 'own' };
  if (sole && selfApproval !== 'never') return { ...given, as: 'exception', needed: 1, needsConfirm: true };
  if (may) return { ...given, as: 'own' };
  return refused(
    'approvals.own_request',
    `You asked for it yourself, and its risk is ${treatedAs}: another person has to approve it.`,
  );
}

function refused(code: string, message: string): Standing {
  return { allowed: false, code, message };
}
