import { confirmBy, confirmedLately, currentContext } from '@legator/core';
import type { Risk } from '@legator/contracts';
import { stepUpNeeded } from './approvals.errors.js';

/**
 * What is critical is decided, either way, by somebody who proved within the last minutes that it is them: a sign-in that
 * lies open is not enough.
 *
 * @throws `approvals.step_up_required` (403), with `confirm_by`
 */
export function mustBeThere(treatedAs: Risk, now: Date, what: string): void {
  const { actor } = currentContext();
  if (treatedAs !== 'critical' || confirmedLately(actor, now)) return;
  throw stepUpNeeded(confirmBy(actor), what);
}
