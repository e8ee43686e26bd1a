import { Injectable, computed, inject } from '@angular/core';
import { Router } from '@angular/router';
import { RunCommand } from '../core/run-command';
import { Session } from '../core/session';
import { Dialogs } from '../ui/dialogs';
import { Toasts } from '../ui/toasts';
import { visibleText } from '../ui/visible-text';
import { WORDS } from './approvals-words';
import type { GlassData } from './breakglass-dialog';
import { type GlassWish, OpenedRequest } from './opened-request';
import { editOf } from './request-edit';

const REASONS = Object.keys(WORDS.glass.reasons);

/** What can be done with a request beside deciding: taking it back, and not waiting for it. */
@Injectable()
export class RequestActions {
  private readonly request = inject(OpenedRequest);
  private readonly session = inject(Session);
  private readonly dialogs = inject(Dialogs);
  private readonly toasts = inject(Toasts);
  private readonly router = inject(Router);
  private readonly run = inject(RunCommand, { optional: true });

  readonly mayWithdraw = computed(() => this.request.detail()?.options.may_withdraw === true);
  /** Of one's own command that waits, for whoever may run commands still. */
  readonly mayEdit = computed(() => {
    const detail = this.request.detail();
    if (!this.run || detail?.decision !== 'pending' || !detail.options.may_withdraw) return false;
    const mayRun = this.session.may('command:exec') && this.session.may('fleet:write');
    return mayRun && editOf(detail) !== undefined;
  });
  /** Of one's own command, where policy leaves it open and one could approve. The control plane decides. */
  readonly mayBreakGlass = computed(() => {
    const detail = this.request.detail();
    if (!detail || detail.decision !== 'pending' || !detail.options.may_withdraw || !detail.probe_id)
      return false;
    return (
      this.session.may('approval:write') && glassOf(detail.policy_rationale, detail.self_approval).enabled
    );
  });

  async withdraw(): Promise<void> {
    const words = WORDS.decision;
    const detail = this.request.detail();
    const isSure = await this.dialogs.confirm({
      title: words.withdrawTitle,
      text: words.withdrawText,
      verb: words.withdraw,
      tone: 'danger',
    });
    if (!isSure || !detail || !(await this.request.withdraw(detail))) return;
    if (detail.id === this.request.id()) this.toasts.done(words.withdrawn);
  }

  /** Opens it where commands are written; until something is sent from there, it waits as before. */
  edit(): void {
    const detail = this.request.detail();
    const edit = detail && editOf(detail);
    if (edit) this.run?.open(edit.target, edit.prefill);
  }

  /** Afterwards the request that took its place is shown, with its run. */
  async breakGlass(): Promise<void> {
    const detail = this.request.detail();
    if (!detail) return;
    const { reasons } = glassOf(detail.policy_rationale, detail.self_approval);
    const data: GlassData = { host: detail.target.name, command: visibleText(detail.command_line), reasons };
    const component = import('./breakglass-dialog').then((file) => file.BreakglassDialog);
    const wish = await this.dialogs.open<GlassWish>(component, data, {
      role: 'alertdialog',
      focus: '.cancel',
    });
    if (!wish || !(await this.request.breakGlass(wish, detail))) return;
    const successor = await this.request.successor();
    // Whoever went on to another one stays there.
    if (successor && detail.id === this.request.id())
      void this.router.navigate(['/approvals', successor], { queryParamsHandling: 'merge' });
  }
}

/** What policy says of breaking the glass; the same as the control plane reads it. */
export function glassOf(
  rationale: Readonly<Record<string, unknown>>,
  selfApproval: string,
): { enabled: boolean; reasons: readonly string[] } {
  const said = rationale['breakglass'] as { enabled?: unknown; allowed_reasons?: unknown } | null | undefined;
  const listed = Array.isArray(said?.allowed_reasons)
    ? said.allowed_reasons.filter((one): one is string => typeof one === 'string')
    : [];
  const enabled = said ? said.enabled === true : selfApproval !== 'never';
  return { enabled, reasons: listed.length > 0 ? listed : REASONS };
}
