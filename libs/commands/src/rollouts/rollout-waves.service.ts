import { Injectable } from '@nestjs/common';
import { RolloutPayload } from '@legator/contracts';
import { Clock, runWith } from '@legator/core';
import type { Actor, Tx } from '@legator/core';
import { Parts } from '@legator/directives';
import type { Directive } from '@legator/directives';
import { ProbeConditions } from '@legator/fleet';
import type { Target } from '@legator/fleet';
import { ChosenProbes } from '../chosen-probes.js';
import { CommandRequests } from '../command-requests.service.js';
import type { CommandAsk, CommandForeseen } from '../command-requests.service.js';
import type { Rollout, RolloutTarget } from './rollout.js';
import { TargetsStore } from './targets.store.js';

/** What has not begun by then, because a freeze came between or a queue is long, is skipped. */
const START_WITHIN_MS = 5 * 60_000;
/** Looks for hosts in the place of skipped ones, in one turn. */
const LOOKS = 50;

/** What came of releasing a wave. */
export interface ReleasedWave {
  readonly released: readonly string[];
  readonly skipped: number;
  /** Why nothing may be released now. */
  readonly frozen?: string;
  /** Every host was skipped so far, and there are more. */
  readonly more: boolean;
}

interface Sorted {
  readonly run: readonly Target[];
  readonly skip: readonly { probeId: string; reason: string }[];
  readonly frozen?: string;
}

const NOW_ASKS = 'Policy has changed since, and a person would have to decide about this host.';

/** Releases hosts of a rollout whose row the caller has locked: each is judged once more, as if it were asked alone. */
@Injectable()
export class RolloutWaves {
  constructor(
    private readonly requests: CommandRequests,
    private readonly probes: ChosenProbes,
    private readonly conditions: ProbeConditions,
    private readonly parts: Parts,
    private readonly targets: TargetsStore,
    private readonly clock: Clock,
  ) {}

  /** So many hosts in the order of the rollout; those that are away or that policy denies now make room for others. */
  release(tx: Tx, directive: Directive, rollout: Rollout, hosts: number): Promise<ReleasedWave> {
    return runWith({ actor: askerOf(directive), correlationId: directive.correlationId ?? undefined }, () =>
      this.fill(tx, directive, rollout, hosts),
    );
  }

  private async fill(tx: Tx, directive: Directive, rollout: Rollout, hosts: number): Promise<ReleasedWave> {
    const released: string[] = [];
    let skipped = 0;
    for (let look = 0; look < LOOKS && released.length < hosts; look += 1) {
      const next = await this.targets.next(tx, rollout.id, hosts - released.length);
      if (next.length === 0) return { released, skipped, more: false };
      const { run, skip, frozen } = await this.sort(tx, directive, next);
      if (frozen !== undefined) return { released, skipped, frozen, more: false };
      await this.targets.skip(tx, rollout.id, skip);
      if (run.length > 0) await this.start(tx, directive, rollout, run);
      released.push(...run.map(({ id }) => id));
      skipped += skip.length;
    }
    return { released, skipped, more: released.length === 0 };
  }

  private async sort(tx: Tx, directive: Directive, next: readonly RolloutTarget[]): Promise<Sorted> {
    const probeIds = next.map(({ probeId }) => probeId);
    const { targets, here } = await this.probes.choose(tx, { probeIds });
    const known = new Set(targets.map(({ id }) => id));
    const present = new Set(here.map(({ id }) => id));
    const away = probeIds
      .filter((probeId) => !present.has(probeId))
      .map((probeId) => ({ probeId, reason: known.has(probeId) ? 'not connected' : 'unknown probe' }));
    if (here.length === 0) return { run: [], skip: away };
    const foreseen = await this.requests.previewIn(tx, asksOf(directive, here, this.clock.now()), here);
    const frozen = foreseen.find((one) => one.frozen)?.frozen?.message;
    const covers = this.parts.covering(directive);
    const against = foreseen.map((one) => ({ ...one, reason: reasonAgainst(one, covers) }));
    return {
      run: against.filter(({ reason }) => reason === undefined).map(({ target }) => target),
      skip: [
        ...away,
        ...against.flatMap(({ target, reason }) =>
          reason === undefined ? [] : [{ probeId: target.id, reason }],
        ),
      ],
      ...(frozen === undefined ? {} : { frozen }),
    };
  }

  private async start(
    tx: Tx,
    directive: Directive,
    rollout: Rollout,
    hosts: readonly Target[],
  ): Promise<void> {
    const asks = asksOf(directive, hosts, this.clock.now());
    const requested = await this.requests.requestIn(tx, asks, hosts);
    const health = await this.conditions.health(
      tx,
      hosts.map(({ id }) => id),
    );
    await this.targets.release(
      tx,
      rollout.id,
      rollout.wave + 1,
      requested.map(({ target, requestId, directive: { id } }) => {
        return { probeId: target.id, requestId, directiveId: id, healthBefore: health.get(target.id) };
      }),
    );
  }
}

/** On behalf of whoever asked for the rollout, who might then; what they may now decides about what they ask now. */
function askerOf({ requestedBy, tenantId }: Directive): Actor {
  const { type, id, name } = requestedBy;
  return { type: type as Actor['type'], id, name, tenantId, permissions: ['command:exec'] };
}

/** The name says rollout and host, so that asking twice for the same is asking once. */
function asksOf(directive: Directive, hosts: readonly Target[], now: Date): CommandAsk[] {
  const { rollout_id, argv, line, timeout_ms, stream, level } = RolloutPayload.parse(directive.payload);
  return hosts.map(({ id: probeId }) => ({
    probeId,
    words: line === undefined ? { argv } : { line },
    timeoutMs: timeout_ms,
    stream,
    level,
    requestId: `roll-${rollout_id}-${probeId}`,
    reason: directive.reason ?? undefined,
    parentId: directive.id,
    partOf: directive.id,
    notAfter: new Date(now.getTime() + START_WITHIN_MS),
  }));
}

function reasonAgainst(
  { directive }: CommandForeseen,
  covers: (part: Directive) => boolean,
): string | undefined {
  if (directive.decision === 'allow') return undefined;
  if (directive.decision === 'queue') return covers(directive) ? undefined : NOW_ASKS;
  return directive.reasons[0]?.text ?? 'Policy denies it.';
}
