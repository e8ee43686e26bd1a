import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { CommandPayload, DISPATCH_LIFE_MS, failPoint } from '@legator/contracts';
import { afterCommit, Clock, newId, Signals } from '@legator/core';
import type { Subject, Tx } from '@legator/core';
import { DirectiveTypes } from '@legator/directives';
import type { Directive, FailedStart, RemoteType } from '@legator/directives';
import { canonical, loadReaders } from '@legator/shell';
import { ProbeChannel, ProbesService } from '@legator/fleet';
import { askedCaptures } from './captured/asked-captures.js';
import { cannotCancel } from './commands.errors.js';
import { Delivery } from './delivery.service.js';
import type { Dispatch } from './dispatch.js';
import { DispatchesStore } from './dispatches.store.js';
import { EventHub } from './event-hub.js';
import { EventsStore } from './events.store.js';
import { CommandDispatched } from './signals/command-dispatched.signal.js';

export const COMMAND_RUN = 'command.run';

/** A probe that stays away after taking a command keeps its end open for this long beyond the timeout. */
const RESULT_GRACE_MS = 5 * 60_000;

/** The directive behind every command: what its start writes, sends and how it is stopped. */
@Injectable()
export class RunCommandType implements RemoteType<CommandPayload>, OnModuleInit {
  readonly kind = 'remote';
  readonly name = COMMAND_RUN;
  readonly title = 'Run a command';
  readonly schema = CommandPayload;
  readonly permission = 'command:exec';
  readonly judged = true;
  /** Tags and request id are ours to fill in: `CommandRequests` does. */
  readonly requestable = false;
  readonly rerunnable = true;
  readonly ownSignals = true;
  readonly limitedAs = 'commands_per_minute' as const;

  constructor(
    private readonly types: DirectiveTypes,
    private readonly dispatches: DispatchesStore,
    private readonly events: EventsStore,
    private readonly signals: Signals,
    private readonly delivery: Delivery,
    private readonly channel: ProbeChannel,
    private readonly hub: EventHub,
    private readonly clock: Clock,
    private readonly probes: ProbesService,
  ) {}

  onModuleInit(): void {
    this.types.register(this);
  }

  summarize({ argv, line }: CommandPayload): string {
    return line ?? canonical(argv);
  }

  subject({ probe_id }: CommandPayload): Subject {
    return { type: 'probe', id: probe_id };
  }

  alsoAbout({ tags, site }: CommandPayload): Subject[] {
    return placesOf(tags, site);
  }

  async alsoAboutNow(tx: Tx, { probe_id }: CommandPayload): Promise<Subject[]> {
    const [target] = await this.probes.targets(tx, { probeIds: [probe_id] });
    return target ? placesOf(target.tags, target.site ?? undefined) : [];
  }

  /** Rows, facts, trail and markers of the whole batch; it is handed over by the commit, and not without it. */
  async start(tx: Tx, directives: readonly Directive[]): Promise<readonly FailedStart[]> {
    if (directives.length > 0) await this.dispatch(tx, directives);
    return [];
  }

  /** Nothing is left to do: the commit of `start` handed it over. */
  started(): void {
    return;
  }

  async cancel(tx: Tx, directive: Directive): Promise<void> {
    const reason = directive.cancelReason ?? 'canceled';
    const dispatch = await this.dispatches.requestCancel(tx, directive.id, reason);
    if (!dispatch) return;
    if (dispatch.state === 'accepted' && this.channel.protocol(dispatch.probeId) === 1) throw cannotCancel();
    afterCommit(tx, () => this.delivery.cancel(dispatch, reason));
  }

  /** What a probe has begun and not said yet may be among them: it is stopped, as by anybody who cancels it just then. */
  async recall(tx: Tx, directiveIds: readonly string[], reason: string): Promise<readonly string[]> {
    const recalled = await this.dispatches.recall(tx, directiveIds, reason);
    afterCommit(tx, () => this.delivery.cancelAll(recalled));
    return recalled.map(({ directiveId }) => directiveId);
  }

  private async dispatch(tx: Tx, directives: readonly Directive[]): Promise<void> {
    const now = this.clock.now();
    await loadReaders();
    const capture = askedCaptures();
    const dispatches = directives.map((directive) => toDispatch(directive, capture(directive), now));
    await this.dispatches.insert(tx, dispatches);
    await this.signals.recordAll(
      tx,
      directives.map((directive, at) => dispatchedFact(directive, dispatches[at]!)),
    );
    await this.events.append(tx, dispatches.map(dispatchedEvent), now);
    afterCommit(tx, () => {
      failPoint('dispatch.committed');
      this.delivery.deliver(dispatches);
      this.hub.changed(dispatches);
    });
  }
}

/** Where a freeze holds it back. */
function placesOf(tags: readonly string[], site: string | undefined): Subject[] {
  const tagged = tags.map((id) => ({ type: 'tag', id }));
  return site === undefined ? tagged : [...tagged, { type: 'site', id: site }];
}

function toDispatch(directive: Directive, capture: Dispatch['capture'], now: Date): Dispatch {
  const { argv, line, timeout_ms, stream, probe_id, request_id } = directive.payload as CommandPayload;
  const expiresAt = new Date(now.getTime() + DISPATCH_LIFE_MS);
  return {
    id: newId(now.getTime()),
    tenantId: directive.tenantId,
    directiveId: directive.id,
    attempt: directive.attempt,
    requestId: request_id,
    probeId: probe_id,
    ...wordsOf({ argv, line }),
    timeoutMs: timeout_ms,
    stream,
    capture,
    level: directive.level,
    policyRevision: revisionOf(directive),
    approval: approvalOf(directive),
    state: 'sent',
    createdAt: now,
    expiresAt,
    deadlineAt: new Date(expiresAt.getTime() + timeout_ms + RESULT_GRACE_MS),
    acceptedAt: null,
    cancelReason: null,
    finishedAt: null,
    result: null,
    givenUp: null,
    late: false,
  };
}

/** What a shell would be given; a probe that reads lines by itself is given the line as well. */
function wordsOf({ argv, line }: Pick<CommandPayload, 'argv' | 'line'>): Pick<Dispatch, 'argv' | 'line'> {
  return argv.length > 0 || line === undefined ? { argv, line: null } : { argv: ['sh', '-c', line], line };
}

/** On behalf of whoever asked: the trail names them, not the runner. */
function dispatchedFact(directive: Directive, dispatch: Dispatch) {
  const { requestedBy, tenantId, requestId, correlationId, summary } = directive;
  const { type, id, name } = requestedBy;
  return {
    signal: new CommandDispatched(dispatch, summary),
    context: {
      actor: { type: type as 'user', id, name, tenantId },
      requestId: requestId ?? undefined,
      correlationId: correlationId ?? undefined,
    },
  };
}

function dispatchedEvent({ tenantId, requestId, id, attempt, expiresAt }: Dispatch) {
  const meta = { dispatch_id: id, attempt, expires_at: expiresAt.toISOString() };
  return { tenantId, requestId, kind: 'dispatch' as const, data: 'command_dispatched', meta };
}

/** As its verdict says; 0 where nothing was ever assigned to the probe. */
function revisionOf({ rationale }: Directive): number {
  const said = rationale['policy_revision'];
  return typeof said === 'number' && Number.isSafeInteger(said) && said > 0 ? said : 0;
}

/** Only what people said yes to travels as an approval; a request that waits is none. */
function approvalOf({ gate, approvalId, level }: Directive): Dispatch['approval'] {
  return gate === 'approved' && approvalId ? { id: approvalId, grantedLevel: level } : null;
}
