import { Injectable } from '@nestjs/common';
import { DomainError, Gate } from '@legator/core';
import type { Tx } from '@legator/core';
import type { Draft } from './admission.js';
import { DirectiveControl } from './control.service.js';

/** Newer requests in the place of older ones that still wait, as when somebody edits what they asked for. */
@Injectable()
export class Replacements {
  constructor(
    private readonly gate: Gate,
    private readonly control: DirectiveControl,
  ) {}

  /**
   * Serves whoever decides about what they replace in turn, before anything is judged: judging may lock how much was let
   * through, and whoever decides locks the directive first. That something may not be replaced is said behind the verdict.
   */
  async holdOld(tx: Tx, drafts: readonly Draft[]): Promise<void> {
    const old = new Set<string>();
    for (const { ask } of drafts) {
      const held = ask?.supersedes && (await this.gate.heldBy(tx, ask.supersedes).catch(untold));
      if (held) old.add(held);
    }
    for (const id of [...old].sort()) await this.control.lock(tx, id);
  }

  /**
   * Ends what the new ones replace. What policy denies replaces nothing.
   * @throws `not_found`, `forbidden` or `conflict`; then nothing was requested
   */
  async replace(tx: Tx, drafts: readonly Draft[]): Promise<void> {
    for (const { ask, directive } of drafts) {
      if (!ask?.supersedes || directive.status === 'canceled') continue;
      const held = await this.gate.heldBy(tx, ask.supersedes);
      // The directive is locked before its approval, here as everywhere.
      await this.control.lock(tx, held);
      await this.gate.supersede(tx, ask.supersedes, directive.id);
      await this.control.settleGate(tx, held, 'superseded', 'A newer request took its place.');
    }
  }
}

function untold(error: unknown): undefined {
  if (error instanceof DomainError) return undefined;
  throw error;
}
