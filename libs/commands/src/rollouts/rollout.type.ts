import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { RolloutPayload } from '@legator/contracts';
import { afterCommit, Clock, currentContext, Signals, systemActor } from '@legator/core';
import type { Subject, Tx } from '@legator/core';
import { DirectiveTypes } from '@legator/directives';
import type { Directive, FailedStart, RemoteType } from '@legator/directives';
import { canonical } from '@legator/shell';
import { partsOf } from './parts-of.js';
import { RolloutWake } from './rollout-wake.js';
import { RolloutsStore } from './rollouts.store.js';
import { RolloutStarted } from './signals/rollout-started.signal.js';
import { RolloutStopped } from './signals/rollout-stopped.signal.js';

export const COMMAND_ROLLOUT = 'command.rollout';

/**
 * The directive behind a command that goes over many hosts in waves: judged and approved as a whole. Its commands are
 * directives of their own, which it asks for wave by wave.
 */
@Injectable()
export class RolloutType implements RemoteType<RolloutPayload>, OnModuleInit {
  readonly kind = 'remote';
  readonly name = COMMAND_ROLLOUT;
  readonly title = 'Run a command on many hosts in waves';
  readonly schema = RolloutPayload;
  readonly permission = 'command:exec';
  readonly judged = true;
  readonly requestable = false;
  readonly rerunnable = false;
  readonly ownSignals = true;

  constructor(
    private readonly types: DirectiveTypes,
    private readonly store: RolloutsStore,
    private readonly signals: Signals,
    private readonly wake: RolloutWake,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.types.register(this);
  }

  summarize({ argv, line, probes }: RolloutPayload): string {
    const where = probes.length === 1 ? '1 host' : `${probes.length} hosts`;
    return `${line ?? canonical(argv)} on ${where}`;
  }

  subject({ rollout_id }: RolloutPayload): Subject {
    return { type: 'rollout', id: rollout_id };
  }

  /** A freeze of one host or of another tag or site pauses it when it comes there; one of its own or the tenant holds it. */
  alsoAbout({ tag, site }: RolloutPayload): Subject[] {
    if (site !== undefined) return [{ type: 'site', id: site }];
    return tag === undefined ? [] : [{ type: 'tag', id: tag.toLowerCase() }];
  }

  parts(whole: Directive): (part: Directive) => boolean {
    return partsOf(whole);
  }

  /** Its first wave is the next turn's work. */
  async start(tx: Tx, directives: readonly Directive[]): Promise<readonly FailedStart[]> {
    const ids = directives.map(({ id }) => id);
    const begun = await this.store.begin(tx, ids, this.clock.now());
    const byId = new Map(directives.map((directive) => [directive.id, directive]));
    await this.signals.recordAll(
      tx,
      begun.map((rollout) => {
        const { summary, correlationId, requestId } = byId.get(rollout.directiveId)!;
        const context = { actor: systemActor(rollout.tenantId) };
        return {
          signal: new RolloutStarted(rollout, summary),
          context: {
            ...context,
            requestId: requestId ?? undefined,
            correlationId: correlationId ?? undefined,
          },
        };
      }),
    );
    afterCommit(tx, () => this.wake.wake());
    const known = new Set(begun.map(({ directiveId }) => directiveId));
    return directives.filter(({ id }) => !known.has(id)).map(({ id }) => lost(id));
  }

  started(): void {
    return;
  }

  /** Releases nothing more; what runs comes to its own end. */
  async cancel(tx: Tx, { id, cancelReason, summary }: Directive): Promise<void> {
    const rollout = await this.store.take(tx, id);
    if (!rollout || rollout.state === 'stopping' || rollout.state === 'done') return;
    const reason = cancelReason ?? 'stopped';
    await this.store.change(tx, rollout, { state: 'stopping', reason });
    const { actor } = currentContext();
    await this.signals.record(tx, new RolloutStopped(rollout, summary, actor.name, reason));
    afterCommit(tx, () => this.wake.wake());
  }
}

function lost(directiveId: string): FailedStart {
  return { directiveId, errorKind: 'rollout_lost', message: 'The hosts it was for are not known any more.' };
}
