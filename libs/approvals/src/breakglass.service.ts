import { Injectable } from '@nestjs/common';
import { Clock, isPerson, may } from '@legator/core';
import type { GatedDirective, Tx } from '@legator/core';
import { breakglassRefused, confirmationNeeded, notTheirs, peopleOnly } from './approvals.errors.js';
import { sameName } from './same-name.js';
import { mustBeThere } from './step-up.js';
import { TargetNames } from './target-names.js';
import { breakglassOf } from './terms.js';

/** Who may break the glass, why, and only knowingly. */
@Injectable()
export class Breakglass {
  constructor(
    private readonly names: TargetNames,
    private readonly clock: Clock,
  ) {}

  /**
   * The directive with its reason as the list has it. Denials and freezes have been dealt with before: neither is ever
   * broken through.
   * @throws `forbidden` or `invalid`
   */
  async check(tx: Tx, directive: GatedDirective): Promise<GatedDirective> {
    const { breakglass, actor, subject, verdict } = directive;
    if (!breakglass) return directive;
    if (!isPerson(actor)) throw peopleOnly('break the glass');
    if (!may(actor, 'approval:write'))
      throw notTheirs(
        'forbidden',
        'Breaking the glass needs the permission approval:write, which you do not have. Whoever administers this tenant can grant it.',
      );
    const { enabled, reasons } = breakglassOf(verdict);
    if (!enabled)
      throw breakglassRefused('approvals.breakglass_disabled', 'Policy lets nobody break the glass here.');
    const reason = reasons.find((one) => one.toLowerCase() === breakglass.reason.toLowerCase());
    if (reason === undefined)
      throw breakglassRefused('approvals.breakglass_reason', `must be one of ${reasons.join(', ')}`);
    const name = await this.names.one(tx, subject);
    if (!sameName(breakglass.confirm, name)) throw confirmationNeeded(name, 'breakglass_confirm');
    // Whatever its risk: nobody else looks at it before it runs.
    mustBeThere('critical', this.clock.now(), 'break the glass');
    return { ...directive, breakglass: { ...breakglass, reason } };
  }
}
