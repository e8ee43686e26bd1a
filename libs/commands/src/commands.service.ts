import { Injectable } from '@nestjs/common';
import { currentContext, Gate, notFound, Transactions } from '@legator/core';
import type { Tx } from '@legator/core';
import { DirectiveControl, Waiters } from '@legator/directives';
import type { Directive } from '@legator/directives';
import type { TargetChoice } from '@legator/fleet';
import { ChosenProbes } from './chosen-probes.js';
import type { CommandAsk, CommandRequested } from './command-requests.service.js';
import { CommandRequests, isNamed, requestIdOf } from './command-requests.service.js';
import { probeAway } from './commands.errors.js';
import type { Dispatch } from './dispatch.js';
import { DispatchesStore } from './dispatches.store.js';
import { replacedOrigin } from './replaced-origin.js';
import { RequestsStore } from './requests.store.js';

/** A command and, once it was sent, its newest attempt. */
export interface FoundCommand {
  readonly directive: Directive;
  readonly dispatch: Dispatch | undefined;
}

/** What one probe of many answered to a request: it was requested, or why not. */
export type OneOfMany = { readonly probeId: string } & (
  { readonly requested: CommandRequested } | { readonly error: string }
);

/** Commands as people ask for them: on probes that are connected now, found again by their request id. */
@Injectable()
export class CommandsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly requests: CommandRequests,
    private readonly probes: ChosenProbes,
    private readonly control: DirectiveControl,
    private readonly waiters: Waiters,
    private readonly names: RequestsStore,
    private readonly dispatches: DispatchesStore,
    private readonly gate: Gate,
  ) {}

  /**
   * What was asked for before, by a request id or a key, is answered wherever its probe is.
   * @throws `not_found`, or `bad_gateway` for a probe that is not connected; then nothing was created
   */
  runOnOne(ask: CommandAsk): Promise<CommandRequested> {
    return this.transactions.run(async (tx) => {
      const { targets, here } = await this.probes.choose(tx, { probeIds: [ask.probeId] });
      if (targets.length === 0) throw notFound('probe', ask.probeId);
      if (here.length === 0 && (await this.askedBefore(tx, [ask])).size === 0) throw probeAway(ask.probeId);
      const origin =
        ask.origin ?? (await replacedOrigin(tx, { gate: this.gate, control: this.control }, ask));
      const [requested] = await this.requests.requestIn(tx, [{ ...ask, origin }], targets);
      return requested!;
    });
  }

  /** Each probe with its own verdict. Named probes that are unknown or away get an error, unless they were asked before; the others run. */
  runOnMany(choice: TargetChoice, ask: Omit<CommandAsk, 'probeId' | 'requestId'>): Promise<OneOfMany[]> {
    return this.transactions.run(async (tx) => {
      const { ids, targets, here } = await this.probes.choose(tx, choice);
      const connected = new Set(here.map(({ id }) => id));
      const all = targets.map(({ id }) => ({ ...ask, probeId: id }));
      const away = all.filter(({ probeId }) => !connected.has(probeId));
      const before = await this.askedBefore(tx, away);
      const asks = all.filter(({ probeId }) => connected.has(probeId) || before.has(probeId));
      const requested = asks.length > 0 ? await this.requests.requestIn(tx, asks, targets) : [];
      const byProbe = new Map(requested.map((one) => [one.target.id, one]));
      const known = new Set(targets.map(({ id }) => id));
      return ids.map((probeId) => {
        const one = byProbe.get(probeId);
        if (one) return { probeId, requested: one };
        return { probeId, error: known.has(probeId) ? 'not connected' : 'unknown probe' };
      });
    });
  }

  /** How it stands when it has ended, or when the time is over or `stop` fires. */
  async waitFor(
    directive: Pick<Directive, 'tenantId' | 'id'>,
    requestId: string,
    ms: number,
    { stop, fresh }: { stop?: AbortSignal; fresh?: boolean } = {},
  ): Promise<FoundCommand> {
    const { tenantId, id } = directive;
    const { directive: ended, found } = await this.waiters.waitWith({ tenantId, id, ms, stop, fresh }, (tx) =>
      this.dispatches.latest(tx, requestId),
    );
    return { directive: ended, dispatch: found };
  }

  /** @throws `not_found` */
  async find(requestId: string): Promise<FoundCommand> {
    const { tenantId } = currentContext().actor;
    return this.waitFor({ tenantId, id: await this.directiveOf(requestId) }, requestId, 0);
  }

  /** Ends it if it has not started; else asks its probe to stop it. */
  async cancel(requestId: string, reason: string): Promise<FoundCommand> {
    await this.control.cancel(await this.directiveOf(requestId), reason);
    return this.find(requestId);
  }

  /** What is under way in this tenant. */
  pending(limit: number): Promise<{ dispatches: Dispatch[]; total: number }> {
    return this.transactions.run((tx) => this.dispatches.pending(tx, limit));
  }

  /** The probes of those that have been requested before. */
  private async askedBefore(tx: Tx, asks: readonly CommandAsk[]): Promise<Set<string>> {
    const names = new Map(asks.filter(isNamed).map((ask) => [requestIdOf(ask, currentContext().actor), ask]));
    const found = await this.names.find(tx, [...names.keys()]);
    return new Set([...found.keys()].map((name) => names.get(name)!.probeId));
  }

  private async directiveOf(requestId: string): Promise<string> {
    const found = await this.transactions.run((tx) => this.names.find(tx, [requestId]));
    const request = found.get(requestId);
    if (!request) throw notFound('command', requestId);
    return request.directiveId;
  }
}
