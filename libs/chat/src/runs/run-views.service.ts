import { Injectable } from '@nestjs/common';
import { ApprovalsService } from '@legator/approvals';
import { CommandEnds, RolloutControl } from '@legator/commands';
import type { CommandEnd } from '@legator/commands';
import type { RolloutView } from '@legator/contracts';
import { Transactions } from '@legator/core';
import type { Tx } from '@legator/core';
import { DirectiveHistory, isFinal, Waiters } from '@legator/directives';
import type { Directive } from '@legator/directives';
import type { Run, RunTarget } from './runs.store.js';
import { isEnded } from './run-view.js';
import type { HostRun, RunView } from './run-view.js';

/** Of each stream of a host's output; the whole is at the command. */
const MOST_CHARS = 64_000;
/** Of all hosts together. */
const MOST_CHARS_OF_ALL = 8_000_000;
/** A wake-up that was lost costs this long at most. */
const LOOK_AGAIN_MS = 1_000;
/** Hosts that end within this time are looked at together: each look reads, and each change stores, what all printed. */
const SETTLE_MS = { one: 30, many: 300 };
const NAMED_DECISIONS = 20;
/** States of a rollout behind which it does nothing at any host. */
const OVER = new Set<RolloutView['state']>(['succeeded', 'failed', 'stopped', 'denied', 'canceled']);

/** How what a call asked for stands, and waiting for its end. */
@Injectable()
export class RunViews {
  constructor(
    private readonly transactions: Transactions,
    private readonly directives: DirectiveHistory,
    private readonly ends: CommandEnds,
    private readonly rollouts: RolloutControl,
    private readonly approvals: ApprovalsService,
    private readonly waiters: Waiters,
  ) {}

  /** As it stands now, for the tenant of the context. */
  async look(run: Run): Promise<RunView> {
    if (run.rolloutId !== null) return this.lookAtRollout(run, run.rolloutId);
    const asked = run.targets.flatMap(({ requestId }) => requestId ?? []);
    const ids = run.targets.flatMap(({ directiveId }) => directiveId ?? []);
    const { directives, ends } = await this.transactions.run(async (tx) => ({
      directives: byId(await this.directives.byIds(tx, ids)),
      ends: await this.endsOf(tx, asked),
    }));
    const decided = await this.decisions([...directives.values()]);
    const hosts = run.targets.map((target) => {
      const directive = target.directiveId === null ? undefined : directives.get(target.directiveId);
      return hostRun(target, directive, ends.get(target.requestId ?? ''), decided);
    });
    const all = [...directives.values()];
    return { run, hosts, ...verdictOf(all), ...openOf(all) };
  }

  /**
   * The same when all that needs no person has ended, or the time is over or `stop` fires. Tells of changes, several
   * at once where they come close together.
   */
  async watch(
    run: Run,
    { ms, stop, changed }: { ms: number; stop: AbortSignal; changed: (view: RunView) => void },
  ): Promise<RunView> {
    const until = performance.now() + ms;
    let done = -1;
    for (;;) {
      // Heard before it is looked at, so that nothing falls between the two.
      const ended = this.nextEnd(run, Math.min(LOOK_AGAIN_MS, Math.max(0, until - performance.now())), stop);
      const view = await this.look(run).catch((error: unknown) => {
        ended.forget();
        throw error;
      });
      const now = view.hosts.filter(isEnded).length;
      if (now !== done) changed(view);
      done = now;
      if (
        !view.hosts.some(({ state }) => state === 'running') ||
        performance.now() >= until ||
        stop.aborted
      ) {
        ended.forget();
        return view;
      }
      const settled = performance.now() + (run.targets.length > 1 ? SETTLE_MS.many : SETTLE_MS.one);
      await ended.promise;
      await pause(Math.min(settled, until) - performance.now(), stop);
    }
  }

  private nextEnd(run: Run, ms: number, stop: AbortSignal): { promise: Promise<void>; forget: () => void } {
    let wake = (): void => undefined;
    const promise = new Promise<void>((resolve) => (wake = resolve));
    const timer = setTimeout(wake, ms);
    const unsubscribe = this.waiters.onEnded((ids) => {
      if (concerns(run, ids)) wake();
    });
    stop.addEventListener('abort', wake, { once: true });
    const forget = () => {
      clearTimeout(timer);
      unsubscribe();
      stop.removeEventListener('abort', wake);
      wake();
    };
    return { promise: promise.finally(forget), forget };
  }

  private async lookAtRollout(run: Run, rolloutId: string): Promise<RunView> {
    const rollout = await this.rollouts.getWhole(rolloutId);
    const shown = new Map(rollout.targets.map((target) => [target.probe_id, target]));
    const asked = rollout.targets.flatMap(({ request_id }) => request_id ?? []);
    const { ends, whole } = await this.transactions.run(async (tx) => ({
      ends: await this.endsOf(tx, asked),
      whole: await this.directives.byIds(tx, [rollout.directive_id]),
    }));
    const decided = await this.decisions(whole);
    const note = noteOf(whole[0]!, decided);
    const hosts = run.targets.map((target): HostRun => {
      const part = shown.get(target.probeId);
      const { request_id: requestId = null, state: _state, reason } = part ?? {};
      const end = ends.get(requestId ?? '');
      return {
        ...base(target, end),
        ...{
          request_id: requestId,
          directive_id: rollout.directive_id,
          approval_id: rollout.approval_id ?? null,
        },
        state: target.skipped === null ? rolloutState(rollout, part?.state, whole[0]!) : 'skipped',
        ...noted(target.skipped ?? reason ?? note ?? rollout.reason),
      };
    });
    return { run, hosts, level: rollout.level, risk: rollout.risk, ...openOf(whole) };
  }

  private endsOf(tx: Tx, requestIds: readonly string[]): Promise<Map<string, CommandEnd>> {
    const share = Math.floor(MOST_CHARS_OF_ALL / Math.max(1, requestIds.length));
    return this.ends.of(tx, requestIds, Math.min(MOST_CHARS, share));
  }

  /** Who said yes or no, in words. */
  private async decisions(directives: readonly Directive[]): Promise<Map<string, string>> {
    const ids = directives.flatMap(({ approvalId, gate }) =>
      approvalId && gate !== 'pending' ? [approvalId] : [],
    );
    const found = await Promise.all(
      [...new Set(ids)].slice(0, NAMED_DECISIONS).map((id) => this.approvals.get(id)),
    );
    return new Map(
      found.flatMap(({ id, state, decidedBy, decisionReason }) => {
        const said = decisionReason ? `: ${decisionReason}` : '';
        return decidedBy ? [[id, `${capital(state)} by ${decidedBy}${said}`] as const] : [];
      }),
    );
  }
}

/** What a rollout does at its hosts has ids that the run does not know. */
function concerns({ rolloutId, targets }: Run, ended: readonly string[]): boolean {
  return (
    rolloutId !== null ||
    targets.some(({ directiveId }) => directiveId !== null && ended.includes(directiveId))
  );
}

function pause(ms: number, stop: AbortSignal): Promise<void> {
  if (ms <= 0 || stop.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const over = () => {
      clearTimeout(timer);
      stop.removeEventListener('abort', over);
      resolve();
    };
    const timer = setTimeout(over, ms);
    stop.addEventListener('abort', over, { once: true });
  });
}

function hostRun(
  target: RunTarget,
  directive: Directive | undefined,
  end: CommandEnd | undefined,
  decided: ReadonlyMap<string, string>,
): HostRun {
  if (!directive)
    return { ...base(target, undefined), state: 'skipped', ...noted(target.skipped ?? undefined) };
  return {
    ...base(target, end),
    approval_id: directive.approvalId,
    state: stateOf(directive),
    ...noted(noteOf(directive, decided)),
  };
}

function base(target: RunTarget, end: CommandEnd | undefined) {
  return {
    ...{ probe_id: target.probeId, hostname: target.hostname },
    ...{ request_id: target.requestId, directive_id: target.directiveId, approval_id: null },
    exit_code: end?.outcome === 'exited' ? end.exitCode : null,
    duration_ms: end?.durationMs ?? null,
    ...{ stdout: end?.stdout ?? '', stderr: end?.stderr ?? '', truncated: end?.truncated ?? false },
  };
}

function stateOf({ status, gate, errorKind }: Directive): HostRun['state'] {
  if (status === 'requested') return gate === 'pending' ? 'waiting' : 'running';
  if (status === 'canceled')
    return errorKind === 'denied' || errorKind === 'approval_denied' ? 'denied' : 'canceled';
  return status;
}

function rolloutState(
  { state }: Pick<RolloutView, 'state'>,
  part: RolloutView['targets'][number]['state'] | undefined,
  whole: Directive,
): HostRun['state'] {
  if (part === 'succeeded' || part === 'failed' || part === 'skipped') return part;
  // Nothing of it runs any more then, at a host that it does not know either.
  if (part === 'not_run' || OVER.has(state)) return whole.status === 'canceled' ? stateOf(whole) : 'canceled';
  return state === 'pending_approval' ? 'waiting' : 'running';
}

/** What a person should know beside the state: the verdict's reasons, who decided, why it ended. */
function noteOf(directive: Directive, decided: ReadonlyMap<string, string>): string | undefined {
  const { errorKind, errorMessage, approvalId, gate, reasons, status } = directive;
  const reason = reasons.map(({ text }) => text).join(' ');
  if (errorKind === 'denied') return reason;
  if (gate === 'pending' && status === 'requested') return reason;
  const who = approvalId ? decided.get(approvalId) : undefined;
  const why = errorKind === 'exit_code' ? undefined : (errorMessage ?? undefined);
  return [who, why].filter((one) => one !== undefined).join('. ') || undefined;
}

function noted(note: string | undefined): { note?: string } {
  return note ? { note: note.slice(0, 500) } : {};
}

function verdictOf(directives: readonly Directive[]): Pick<RunView, 'level' | 'risk'> {
  const ranked = [...directives].sort((a, b) => RISKS.indexOf(b.risk) - RISKS.indexOf(a.risk));
  return { level: ranked[0]?.level ?? null, risk: ranked[0]?.risk ?? null };
}

const RISKS = ['low', 'medium', 'high', 'critical'];

function openOf(directives: readonly Directive[]): Pick<RunView, 'open' | 'waitsForPerson'> {
  const open = directives.filter((directive) => !isFinal(directive));
  return { open: open.map(({ id }) => id), waitsForPerson: open.some(({ gate }) => gate === 'pending') };
}

function byId(directives: readonly Directive[]): Map<string, Directive> {
  return new Map(directives.map((directive) => [directive.id, directive]));
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
