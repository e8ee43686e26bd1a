import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DEFAULT_TIMEOUT_MS } from '@legator/contracts';
import type { CommandPayload, Level } from '@legator/contracts';
import { afterCommit, Clock, currentContext, notFound, randomText, Transactions } from '@legator/core';
import type { Actor, Tx } from '@legator/core';
import { DirectiveRequests, PromptStart } from '@legator/directives';
import type { Ask, Foreseen, Requested } from '@legator/directives';
import { ProbesService } from '@legator/fleet';
import type { Target } from '@legator/fleet';
import { requestIdTaken } from './commands.errors.js';
import { refuseTooMuch } from './fan-out-size.js';
import { EventHub } from './event-hub.js';
import { EventsStore } from './events.store.js';
import type { NewEvent } from './events.store.js';
import { RequestsStore } from './requests.store.js';
import type { CommandRequestRow } from './requests.store.js';
import { COMMAND_RUN } from './run-command.type.js';

const MOST_STARTED_AT_ONCE = 20;

/** What somebody wants a probe to run. */
export interface CommandAsk {
  readonly probeId: string;
  /** The words of one simple command, or a line that is more than that. */
  readonly words: { readonly argv: readonly string[] } | { readonly line: string };
  readonly timeoutMs?: number;
  readonly stream?: boolean;
  /** What the caller says it needs; can only make the verdict stricter. */
  readonly level?: Level;
  /** Chosen by the caller; the same one with the same command gives the first request back. */
  readonly requestId?: string;
  /** The same without a name to find it by. */
  readonly idempotencyKey?: string;
  readonly reason?: string;
  readonly parentId?: string;
  /** The conversation that it came from. */
  readonly origin?: Ask['origin'];
  readonly notAfter?: Date;
  /** Not to wait for a person; reason from the policy's list, and the typed name of the host. */
  readonly breakglass?: Ask['breakglass'];
  /** The approval of an earlier request that this one replaces. */
  readonly supersedes?: string;
  /** The command that it takes back, and how things have to be for that. */
  readonly undoes?: CommandPayload['undoes'];
  /** The rollout that it is a part of. */
  readonly partOf?: string;
}

export interface CommandRequested extends Requested {
  readonly requestId: string;
  readonly target: Target;
}

/** What would become of a command at one probe. */
export interface CommandForeseen extends Foreseen {
  readonly target: Target;
}

interface NamedAsk {
  readonly ask: CommandAsk;
  readonly requestId: string;
  readonly target: Target;
}

/** The one way to ask for a command: one or many, each with its own verdict, all in one transaction. */
@Injectable()
export class CommandRequests {
  constructor(
    private readonly transactions: Transactions,
    private readonly directives: DirectiveRequests,
    private readonly probes: ProbesService,
    private readonly store: RequestsStore,
    private readonly events: EventsStore,
    private readonly hub: EventHub,
    private readonly clock: Clock,
    private readonly prompt: PromptStart,
  ) {}

  request(asks: readonly CommandAsk[]): Promise<CommandRequested[]> {
    return this.transactions.run((tx) => this.requestIn(tx, asks));
  }

  /**
   * In the order asked. Probes need not be connected: what is not taken within a minute of its start fails.
   * @throws `not_found` for an unknown probe, `conflict` for a request id that another command has, and all that a
   *   directive is refused for; then none is requested
   */
  async requestIn(
    tx: Tx,
    asks: readonly CommandAsk[],
    known?: readonly Target[],
  ): Promise<CommandRequested[]> {
    const named = await this.name(tx, asks, known);
    const requested = await this.directives.requestIn(tx, await this.intents(tx, named), {
      wake: asks.length > MOST_STARTED_AT_ONCE,
    });
    const results = requested.map((one, at) => ({
      ...one,
      requestId: named[at]!.requestId,
      target: named[at]!.target,
    }));
    const created = results.filter((one) => one.created);
    await this.remember(tx, created);
    // A large fan-out is better started in portions, while the first answers come in: that is the runner's work.
    if (asks.length <= MOST_STARTED_AT_ONCE) {
      await this.prompt.start(
        tx,
        created.map(({ directive }) => directive),
      );
    }
    return results;
  }

  /**
   * What `requestIn` would make of the same, in the order asked, by the same steps up to and including the verdict.
   * Nothing is written.
   * @throws what `requestIn` throws, apart from a freeze
   */
  async previewIn(
    tx: Tx,
    asks: readonly CommandAsk[],
    known?: readonly Target[],
  ): Promise<CommandForeseen[]> {
    const named = await this.name(tx, asks, known);
    const foreseen = await this.directives.previewIn(tx, await this.intents(tx, named));
    return foreseen.map((one, at) => ({ ...one, target: named[at]!.target }));
  }

  private async name(tx: Tx, asks: readonly CommandAsk[], known?: readonly Target[]): Promise<NamedAsk[]> {
    refuseTooMuch(asks);
    const targets = new Map((known ?? (await this.targets(tx, asks))).map((target) => [target.id, target]));
    const { actor } = currentContext();
    return asks.map((ask) => {
      const target = targets.get(ask.probeId);
      if (!target) throw notFound('probe', ask.probeId);
      return { ask, requestId: requestIdOf(ask, actor), target };
    });
  }

  private async intents(tx: Tx, named: readonly NamedAsk[]): Promise<Ask[]> {
    const earlier = await this.earlier(tx, named);
    return named.map(({ ask, requestId, target }) => ({
      type: COMMAND_RUN,
      // With the tags and the site of the first time, or a probe that was moved since would make it another intent.
      payload: payloadOf(ask, requestId, earlier.get(requestId) ?? target),
      idempotencyKey: isNamed(ask) ? requestId : undefined,
      reason: ask.reason,
      parentId: ask.parentId,
      origin: ask.origin,
      notAfter: ask.notAfter,
      breakglass: ask.breakglass,
      supersedes: ask.supersedes,
      partOf: ask.partOf,
    }));
  }

  private targets(tx: Tx, asks: readonly CommandAsk[]): Promise<Target[]> {
    return this.probes.targets(tx, { probeIds: [...new Set(asks.map(({ probeId }) => probeId))] });
  }

  private earlier(tx: Tx, named: readonly NamedAsk[]): Promise<Map<string, CommandRequestRow>> {
    return this.store.find(
      tx,
      named.filter(({ ask }) => isNamed(ask)).map(({ requestId }) => requestId),
    );
  }

  private async remember(tx: Tx, created: readonly CommandRequested[]): Promise<void> {
    if (created.length === 0) return;
    const rows = created.map(({ directive, requestId, target }) => ({
      requestId,
      tenantId: directive.tenantId,
      directiveId: directive.id,
      probeId: target.id,
      tags: target.tags,
      site: target.site,
    }));
    const now = this.clock.now();
    const [taken] = await this.store.insert(tx, rows, now);
    if (taken !== undefined) throw requestIdTaken(taken);
    await this.events.append(tx, created.flatMap(firstEvents), now);
    afterCommit(tx, () => this.hub.changed(rows));
  }
}

/** Whether the same can be asked for again and be found. */
export function isNamed({ requestId, idempotencyKey }: CommandAsk): boolean {
  return requestId !== undefined || idempotencyKey !== undefined;
}

/** Not to be guessed unless the caller chose it. A key names the same request each time, per caller and probe. */
export function requestIdOf({ requestId, idempotencyKey, probeId }: CommandAsk, actor: Actor): string {
  if (requestId !== undefined) return requestId;
  if (idempotencyKey === undefined) return `cmd-${randomText(16)}`;
  const name = JSON.stringify([actor.tenantId, actor.type, actor.id, probeId, idempotencyKey]);
  return `cmd-${createHash('sha256').update(name).digest('base64url').slice(0, 22)}`;
}

function payloadOf(
  ask: CommandAsk,
  requestId: string,
  { tags, site }: Pick<Target, 'tags' | 'site'>,
): CommandPayload {
  const { words, level } = ask;
  return {
    probe_id: ask.probeId,
    argv: 'argv' in words ? [...words.argv] : [],
    ...('line' in words ? { line: words.line } : {}),
    timeout_ms: ask.timeoutMs ?? DEFAULT_TIMEOUT_MS,
    stream: ask.stream ?? false,
    ...(level ? { level } : {}),
    ...(ask.undoes ? { undoes: ask.undoes } : {}),
    request_id: requestId,
    tags: [...tags],
    ...(site === null ? {} : { site }),
  };
}

function firstEvents({ directive, requestId, approval }: CommandRequested): NewEvent[] {
  const { tenantId, decision, level, risk, reasons, id } = directive;
  const codes = reasons.map(({ code }) => code);
  const meta = { decision, level, risk, reason_code: codes[0] ?? '', reasons: codes, directive_id: id };
  const policy: NewEvent = { tenantId, requestId, kind: 'policy', data: 'policy_decision', meta };
  if (!approval || directive.gate !== 'pending') return [policy];
  const waiting = { approval_id: approval.id, expires_at: approval.expiresAt.toISOString() };
  return [policy, { tenantId, requestId, kind: 'approval', data: 'pending_approval', meta: waiting }];
}
