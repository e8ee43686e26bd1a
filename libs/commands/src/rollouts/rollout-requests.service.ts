import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DEFAULT_TIMEOUT_MS, ROLLING_DEFAULTS } from '@legator/contracts';
import type { RollingOptions, RolloutPayload } from '@legator/contracts';
import { Clock, currentContext, newId, Transactions } from '@legator/core';
import type { Tx } from '@legator/core';
import { DirectiveRequests, PromptStart } from '@legator/directives';
import type { Directive } from '@legator/directives';
import type { TargetChoice } from '@legator/fleet';
import { ChosenProbes } from '../chosen-probes.js';
import type { Chosen } from '../chosen-probes.js';
import type { CommandAsk } from '../command-requests.service.js';
import { noProbe } from '../commands.errors.js';
import { refuseTooMuch } from '../fan-out-size.js';
import { groupsOf } from './parts-of.js';
import type { Rollout } from './rollout.js';
import { COMMAND_ROLLOUT } from './rollout.type.js';
import { noneConnected } from './rollouts.errors.js';
import { RolloutsStore } from './rollouts.store.js';
import { partOf, someOf } from './share.js';
import { TargetsStore } from './targets.store.js';

type AnyProbe = Omit<CommandAsk, 'probeId' | 'requestId'>;

/** What became of one host when a rollout was asked for. */
export interface PlannedHost {
  readonly probeId: string;
  readonly status: 'planned' | 'denied' | 'error';
  readonly why?: string;
}

export interface PlannedRollout {
  readonly rolloutId: string;
  readonly directive: Directive;
  readonly hosts: readonly PlannedHost[];
}

/** Asks for a command that goes over many hosts in waves: one verdict, one approval, one row per host. */
@Injectable()
export class RolloutRequests {
  constructor(
    private readonly transactions: Transactions,
    private readonly directives: DirectiveRequests,
    private readonly prompt: PromptStart,
    private readonly probes: ChosenProbes,
    private readonly store: RolloutsStore,
    private readonly targets: TargetsStore,
    private readonly clock: Clock,
  ) {}

  /**
   * Probes that are not connected take no part. The same key with the same command gives the first rollout back.
   * @throws `not_found` when no probe is meant, `bad_gateway` when none is connected, and all that a directive is refused
   *   for
   */
  request(choice: TargetChoice, ask: AnyProbe, options: RollingOptions): Promise<PlannedRollout> {
    return this.transactions.run((tx) => this.requestIn(tx, choice, ask, options));
  }

  /** The same in a transaction of the caller. */
  async requestIn(
    tx: Tx,
    choice: TargetChoice,
    ask: AnyProbe,
    options: RollingOptions,
  ): Promise<PlannedRollout> {
    const chosen = await this.probes.choose(tx, choice);
    if (chosen.ids.length === 0) throw noProbe(choice);
    const rolloutId = idOf(ask);
    const earlier = await this.targets.probeIds(tx, rolloutId);
    const probes = earlier.length > 0 ? earlier : inOrder(chosen);
    if (probes.length === 0) throw noneConnected();
    refuseTooMuch(probes.map(() => ask));
    const payload = payloadOf(rolloutId, probes, choice, ask, options);
    const intent = {
      type: COMMAND_ROLLOUT,
      payload,
      idempotencyKey: ask.idempotencyKey,
      reason: ask.reason,
      origin: ask.origin,
    };
    const [requested] = await this.directives.requestIn(tx, [intent], { wake: false });
    const { directive, created } = requested!;
    const denied = deniedBy(directive);
    if (created) await this.remember(tx, directive, payload, { chosen, denied });
    return { rolloutId, directive, hosts: plan(chosen, new Set(probes), denied) };
  }

  private async remember(
    tx: Tx,
    directive: Directive,
    payload: RolloutPayload,
    { chosen, denied }: { chosen: Chosen; denied: ReadonlyMap<string, string> },
  ): Promise<void> {
    const { rollout_id: rolloutId, probes } = payload;
    const { tenantId } = directive;
    const total = probes.filter((probeId) => !denied.has(probeId)).length;
    await this.store.insert(tx, toRollout(directive, payload, total, this.clock.now()));
    const names = new Map(chosen.targets.map(({ id, hostname }) => [id, hostname]));
    await this.targets.insert(
      tx,
      probes.map((probeId, position) => ({
        ...{ rolloutId, tenantId, probeId, position },
        hostname: names.get(probeId) ?? probeId,
        state: denied.has(probeId) ? ('skipped' as const) : ('waiting' as const),
        reason: denied.get(probeId) ?? null,
      })),
    );
    await this.prompt.start(tx, [directive]);
  }
}

/** In the order they were named, which says who the canaries are. */
function inOrder({ ids, here }: Chosen): string[] {
  const present = new Set(here.map(({ id }) => id));
  return ids.filter((id) => present.has(id));
}

/** A key names the same rollout each time, per caller. */
function idOf({ idempotencyKey }: AnyProbe): string {
  if (idempotencyKey === undefined) return newId();
  const { tenantId, type, id } = currentContext().actor;
  const name = JSON.stringify([tenantId, type, id, idempotencyKey]);
  const hex = createHash('sha256').update(`rollout ${name}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function payloadOf(
  rollout_id: string,
  probes: string[],
  choice: TargetChoice,
  { words, timeoutMs, stream, level }: AnyProbe,
  options: RollingOptions,
): RolloutPayload {
  return {
    rollout_id,
    argv: 'argv' in words ? [...words.argv] : [],
    ...('line' in words ? { line: words.line } : {}),
    timeout_ms: timeoutMs ?? DEFAULT_TIMEOUT_MS,
    stream: stream ?? false,
    ...(level ? { level } : {}),
    ...('tag' in choice ? { tag: choice.tag.trim().toLowerCase() } : {}),
    ...('site' in choice ? { site: choice.site } : {}),
    probes,
    ...ROLLING_DEFAULTS,
    max_concurrent: '100%',
    ...options,
  };
}

function toRollout(directive: Directive, payload: RolloutPayload, total: number, now: Date): Rollout {
  return {
    id: payload.rollout_id,
    tenantId: directive.tenantId,
    directiveId: directive.id,
    state: 'waiting',
    outcome: null,
    reason: null,
    total,
    maxConcurrent: someOf(payload.max_concurrent, total),
    maxErrors: partOf(payload.max_errors, total, 'down'),
    canary: partOf(payload.canary, total, 'up'),
    healthMs: payload.health_seconds * 1_000,
    healthTimeoutMs: payload.health_timeout_seconds * 1_000,
    wave: 0,
    waveEndedAt: null,
    wellSince: null,
    waitsFor: null,
    ignoreHealth: false,
    createdAt: now,
    startedAt: null,
    finishedAt: null,
  };
}

function deniedBy(directive: Directive): Map<string, string> {
  return new Map(
    groupsOf(directive)
      .filter(({ decision }) => decision === 'deny')
      .flatMap(({ probes, reason }) => probes.map((probeId) => [probeId, reason] as const)),
  );
}

function plan(
  { ids, targets }: Chosen,
  taken: ReadonlySet<string>,
  denied: ReadonlyMap<string, string>,
): PlannedHost[] {
  const known = new Set(targets.map(({ id }) => id));
  return ids.map((probeId): PlannedHost => {
    if (denied.has(probeId)) return { probeId, status: 'denied', why: denied.get(probeId) };
    if (taken.has(probeId)) return { probeId, status: 'planned' };
    return { probeId, status: 'error', why: known.has(probeId) ? 'not connected' : 'unknown probe' };
  });
}
