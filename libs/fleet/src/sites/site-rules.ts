import { Injectable } from '@nestjs/common';
import type { Tx } from '@legator/core';

/** Probes that are about to be put into a site, or out of theirs. */
export interface SiteMove {
  readonly probeIds: readonly string[];
  readonly site: string | null;
}

/** Throws what stands against the move; then none of the probes moves. */
export type SiteRule = (tx: Tx, move: SiteMove) => Promise<void>;

/** Says in words what of the room hangs on a site, such as "a policy is applied to it"; nothing when nothing does. */
export type SiteUse = (tx: Tx, site: string) => Promise<string | undefined>;

/** Rooms above that have a say in where probes are, because something of theirs hangs on it. */
@Injectable()
export class SiteRules {
  private readonly rules = new Set<SiteRule>();
  private readonly uses = new Set<SiteUse>();

  addRule(rule: SiteRule): void {
    this.rules.add(rule);
  }

  addUse(use: SiteUse): void {
    this.uses.add(use);
  }

  /** Before it is written, in the same transaction. */
  async check(tx: Tx, move: SiteMove): Promise<void> {
    for (const rule of this.rules) await rule(tx, move);
  }

  /** Everything that hangs on the site. */
  async usesOf(tx: Tx, site: string): Promise<string[]> {
    const found: string[] = [];
    for (const use of this.uses) found.push(...[await use(tx, site)].flatMap((text) => text ?? []));
    return found;
  }
}
