import { Injectable } from '@nestjs/common';
import type { Tx } from '@legator/core';

/** New tags of a probe that are about to be written. */
export interface TagChange {
  readonly id: string;
  readonly tags: readonly string[];
}

/** Throws what stands against the changes; then none of them is made. */
export type TagRule = (tx: Tx, changes: readonly TagChange[]) => Promise<void>;

/** Rooms above that have a say in which tags a probe gets or loses, because something of theirs hangs on them. */
@Injectable()
export class TagRules {
  private readonly rules = new Set<TagRule>();

  add(rule: TagRule): void {
    this.rules.add(rule);
  }

  /** Before they are written, in the same transaction. */
  async check(tx: Tx, changes: readonly TagChange[]): Promise<void> {
    for (const rule of this.rules) await rule(tx, changes);
  }
}
