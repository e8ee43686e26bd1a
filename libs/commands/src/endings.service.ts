import { Injectable } from '@nestjs/common';
import { afterCommit, Clock, Signals, systemActor } from '@legator/core';
import type { Signal, SignalContext, Tx } from '@legator/core';
import { Outcomes } from '@legator/directives';
import type { Directive } from '@legator/directives';
import { ProbesService } from '@legator/fleet';
import { canonical } from '@legator/shell';
import { abandonedEnd, endOf } from './command-outcome.js';
import { forTheTrail } from './captured/for-the-trail.js';
import type { Captured, Dispatch, GivenUp, ReportingProbe, StoredResult } from './dispatch.js';
import { DispatchesStore } from './dispatches.store.js';
import { EventHub } from './event-hub.js';
import { EventsStore } from './events.store.js';
import type { NewEvent } from './events.store.js';
import type { EndFacts } from './end-facts.js';
import type { SettledDispatch } from './results.store.js';
import { CommandEnded } from './signals/command-ended.signal.js';
import { CommandResultLate } from './signals/command-result-late.signal.js';
import { CommandResultRefused } from './signals/command-result-refused.signal.js';

type Reporter = SignalContext['actor'];

/** A result that was stored, and the dispatch it belongs to. */
export interface Reported {
  readonly dispatch: SettledDispatch;
  readonly result: StoredResult;
  /** What it touched, if that was looked at. */
  readonly captured?: Captured | undefined;
}

/** What follows from the end of dispatches, together with it: directive, facts, trail and the stream's last events. */
@Injectable()
export class Endings {
  constructor(
    private readonly dispatches: DispatchesStore,
    private readonly outcomes: Outcomes,
    private readonly signals: Signals,
    private readonly events: EventsStore,
    private readonly hub: EventHub,
    private readonly probes: ProbesService,
    private readonly clock: Clock,
  ) {}

  /** Probes have said how these ended. Those given up before keep their end; the result is told as late. */
  async reported(tx: Tx, reported: readonly Reported[]): Promise<void> {
    const inTime = reported.filter(({ dispatch }) => dispatch.givenUp === null);
    const ended = await this.outcomes.finish(
      tx,
      inTime.map(({ dispatch, result }) => endOf(dispatch.directiveId, result)),
    );
    const byId = new Map(ended.map((directive) => [directive.id, directive]));
    const hosts = await this.hosts(
      tx,
      reported.map(({ dispatch }) => dispatch.probeId),
    );
    await this.signals.recordAll(
      tx,
      reported.map((one) =>
        reportedFact(one, byId.get(one.dispatch.directiveId), hosts.get(one.dispatch.probeId)),
      ),
    );
    await this.append(
      tx,
      inTime.flatMap(({ dispatch, result }) => lastEvents(dispatch, dispatch.lastChunk, result)),
    );
  }

  /** The control plane gives these up; their rows are locked by the caller. */
  async abandon(tx: Tx, given: readonly { dispatch: Dispatch; givenUp: GivenUp }[]): Promise<void> {
    if (given.length === 0) return;
    const ids = given.map(({ dispatch, givenUp }) => ({ id: dispatch.id, givenUp }));
    await this.dispatches.giveUp(tx, ids, this.clock.now());
    const ends = given.map(({ dispatch, givenUp }) => abandonedEnd(dispatch, givenUp));
    const ended = await this.outcomes.finish(tx, ends);
    const byId = new Map(ended.map((directive) => [directive.id, directive]));
    await this.signals.recordAll(
      tx,
      given.map(({ dispatch, givenUp }) => abandonedFact(dispatch, givenUp, byId.get(dispatch.directiveId))),
    );
    await this.append(
      tx,
      given.flatMap(({ dispatch, givenUp }) => lastEvents(dispatch, 0, null, givenUp)),
    );
  }

  /** A probe reported on something that was never sent to it. */
  async refused(tx: Tx, { probeId, tenantId }: ReportingProbe, what: string): Promise<void> {
    const host = (await this.hosts(tx, [probeId])).get(probeId) ?? '';
    const actor = probeActor({ probeId, tenantId }, host);
    const signal = new CommandResultRefused(probeId, host, what);
    await this.signals.recordAll(tx, [{ signal, context: { actor } }]);
  }

  /** The names of these probes; one that was deleted meanwhile has none. */
  private async hosts(tx: Tx, probeIds: readonly string[]): Promise<Map<string, string>> {
    const ids = [...new Set(probeIds)].sort();
    if (ids.length === 0) return new Map();
    const targets = await this.probes.targets(tx, { probeIds: ids });
    return new Map(targets.map(({ id, hostname }) => [id, hostname]));
  }

  private async append(tx: Tx, events: readonly NewEvent[]): Promise<void> {
    await this.events.append(tx, events, this.clock.now());
    afterCommit(tx, () => this.hub.changed(events));
  }
}

function reportedFact({ dispatch, result, captured }: Reported, directive: Directive | undefined, host = '') {
  const facts = factsOf(dispatch, result);
  const { givenUp, argv } = dispatch;
  const summary = directive?.summary ?? canonical(argv).slice(0, 500);
  const signal: Signal = givenUp
    ? new CommandResultLate(facts, givenUp, summary)
    : new CommandEnded(facts, summary, { stoppedBy: directive?.canceledBy?.name, ...forTheTrail(captured) });
  const stopper = !givenUp && signal.type === 'command.canceled' ? stopperOf(directive) : undefined;
  const actor = stopper ?? probeActor(dispatch, host);
  return { signal, context: contextOf(actor, directive) };
}

function abandonedFact(dispatch: Dispatch, givenUp: GivenUp, directive: Directive | undefined) {
  const facts: EndFacts = {
    ...factsOf(dispatch, null),
    errorKind: givenUp,
    message: abandonedEnd(dispatch, givenUp).errorMessage ?? null,
  };
  const summary = directive?.summary ?? canonical(dispatch.argv).slice(0, 500);
  const stopper = givenUp === 'canceled' ? stopperOf(directive) : undefined;
  return {
    signal: new CommandEnded(facts, summary, { stoppedBy: directive?.canceledBy?.name }),
    context: contextOf(stopper ?? systemActor(dispatch.tenantId), directive),
  };
}

/** A stop is what a person did, although the probe reports the end of it. */
function stopperOf(directive: Directive | undefined): Reporter | undefined {
  if (!directive?.canceledBy) return undefined;
  const { type, id, name } = directive.canceledBy;
  return { type: type as Reporter['type'], id, name, tenantId: directive.tenantId };
}

function probeActor({ probeId, tenantId }: ReportingProbe, host: string): Reporter {
  return { type: 'probe', id: probeId, name: host || probeId, tenantId };
}

function contextOf(actor: SignalContext['actor'], directive: Directive | undefined): SignalContext {
  return {
    actor,
    requestId: directive?.requestId ?? undefined,
    correlationId: directive?.correlationId ?? undefined,
  };
}

type Ended = Pick<Dispatch, 'id' | 'tenantId' | 'directiveId' | 'requestId' | 'probeId'>;

function factsOf({ id, directiveId, requestId, probeId }: Ended, result: StoredResult | null): EndFacts {
  const end = result && endOf(directiveId, result);
  return {
    dispatchId: id,
    directiveId,
    requestId,
    probeId,
    outcome: result?.outcome ?? null,
    exitCode: result?.exitCode ?? -1,
    durationMs: result?.durationMs ?? 0,
    errorKind: end?.errorKind ?? null,
    message: end?.errorMessage ?? null,
  };
}

/** The marker of the result, and then what upstream's clients take for the end of a stream. */
function lastEvents(
  { tenantId, requestId }: Ended,
  lastChunk: number,
  result: StoredResult | null,
  givenUp?: GivenUp,
): NewEvent[] {
  const exitCode = result?.exitCode ?? -1;
  const meta = result
    ? {
        exit_code: exitCode,
        outcome: result.outcome,
        duration_ms: result.durationMs,
        truncated: result.truncated,
      }
    : { exit_code: exitCode, error_kind: givenUp };
  return [
    { tenantId, requestId, kind: 'result', data: 'command_result', exitCode, meta },
    {
      tenantId,
      requestId,
      kind: 'output',
      stream: 'stdout',
      data: '',
      chunkSeq: lastChunk + 1,
      final: true,
      exitCode,
    },
  ];
}
