import { Injectable } from '@nestjs/common';
import { afterCommit, Gate } from '@legator/core';
import type { Actor, OpenedGate, Tx } from '@legator/core';
import type { Draft } from './admission.js';
import { DirectivesStore } from './directives.store.js';
import { toGated } from './gated.js';
import { Parts } from './parts.js';
import { WakeRunner } from './wake-runner.js';

/** Puts what a person has to decide about behind a gate, and notes which one. */
@Injectable()
export class Gates {
  constructor(
    private readonly gate: Gate,
    private readonly store: DirectivesStore,
    private readonly parts: Parts,
    private readonly runner: WakeRunner,
  ) {}

  /** @returns the gates of those that have one, by directive */
  async open(tx: Tx, drafts: readonly Draft[], actor: Actor): Promise<Map<string, OpenedGate>> {
    const gated = drafts.filter(({ directive }) => directive.gate === 'pending');
    if (gated.length === 0) return new Map();
    const wholes = await this.parts.of(tx, gated);
    const opened = await this.gate.open(
      tx,
      gated.map(({ directive, type, ask }) => {
        const partOf = wholes.get(directive.id);
        return { ...toGated(directive, type, actor, ask), ...(partOf ? { partOf } : {}) };
      }),
    );
    await this.store.setApprovals(tx, opened);
    // Nobody else would wake the runner for what need not wait.
    if (opened.some(({ granted }) => granted)) afterCommit(tx, () => this.runner.wake());
    return new Map(opened.map((one) => [one.directiveId, one]));
  }
}
