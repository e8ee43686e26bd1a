import { Injectable } from '@nestjs/common';
import { Bus, Signals, systemActor, afterCommit } from '@legator/core';
import type { Signal, SignalContext, Tx } from '@legator/core';
import { CLOSE } from '@legator/contracts';
import { announceEviction } from '../probe-eviction.js';
import { step } from './link-state.js';
import type { LinkFact, LinkState } from './link-state.js';
import { LinkStore } from './link.store.js';

/** Facts of one probe in the order they happened. */
export type FactsByProbe = ReadonlyMap<string, readonly LinkFact[]>;

/** Writes what facts make of probes, and the signals that tell of it, in one transaction. */
@Injectable()
export class LinkRecorder {
  constructor(
    private readonly store: LinkStore,
    private readonly signals: Signals,
    private readonly bus: Bus,
  ) {}

  /** @returns ids of probes that do not exist any more */
  async record(tx: Tx, facts: FactsByProbe): Promise<string[]> {
    const states = await this.store.lock(tx, [...facts.keys()]);
    await this.apply(tx, states, (state) => facts.get(state.id)!);
    const found = new Set(states.map(({ id }) => id));
    return [...facts.keys()].filter((id) => !found.has(id));
  }

  /** Applies facts to states that are locked already. */
  async apply(
    tx: Tx,
    states: readonly LinkState[],
    factsOf: (state: LinkState) => readonly LinkFact[],
  ): Promise<void> {
    const changed: LinkState[] = [];
    const told: { signal: Signal; context: SignalContext }[] = [];
    for (const before of states) {
      let state = before;
      for (const fact of factsOf(before)) {
        const next = step(state, fact);
        for (const signal of next.signals) told.push({ signal, context: contextOf(next.state, fact) });
        if (next.displaced) this.evict(tx, state.id, next.displaced);
        state = next.state;
      }
      if (state !== before) changed.push(state);
    }
    await this.store.save(tx, changed);
    await this.signals.recordAll(tx, told);
  }

  private evict(tx: Tx, probeId: string, connection: string): void {
    afterCommit(tx, () =>
      announceEviction(this.bus, { probeId, connection, code: CLOSE.replaced, reason: 'replaced' }),
    );
  }
}

/** A probe's coming and going is its own doing; that it is missed is ours to say. */
function contextOf(state: LinkState, fact: LinkFact): SignalContext {
  const { id, hostname, tenantId, address } = state;
  if (fact.kind === 'silent') return { actor: systemActor(tenantId) };
  return { actor: { type: 'probe', id, name: hostname || id, tenantId, address: address ?? undefined } };
}
