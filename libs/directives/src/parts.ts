import { Injectable } from '@nestjs/common';
import type { GatedDirective, Tx } from '@legator/core';
import type { Draft } from './admission.js';
import { DirectiveTypes } from './directive-types.js';
import type { Directive } from './directive.js';
import { notCovered } from './directives.errors.js';
import { DirectivesStore } from './directives.store.js';
import { asker, toGated } from './gated.js';

/** What is part of something larger stands behind the decision about that. */
@Injectable()
export class Parts {
  constructor(
    private readonly store: DirectivesStore,
    private readonly types: DirectiveTypes,
  ) {}

  /**
   * Of directives that a person would have to decide about, those that are parts: the approval of what they belong to.
   * @throws `directives.not_covered` for one that says it is a part and is none
   */
  async of(tx: Tx, drafts: readonly Draft[]): Promise<Map<string, NonNullable<GatedDirective['partOf']>>> {
    const found = new Map<string, NonNullable<GatedDirective['partOf']>>();
    for (const [wholeId, parts] of Map.groupBy(drafts, ({ ask }) => ask?.partOf)) {
      if (wholeId === undefined) continue;
      const whole = await this.store.get(tx, wholeId);
      const { approvalId } = whole;
      const covers = this.covering(whole);
      const gated = this.gated(whole);
      for (const { directive } of parts) {
        if (!approvalId || !covers(directive)) throw notCovered(wholeId);
        found.set(directive.id, { approvalId, whole: gated });
      }
    }
    return found;
  }

  /** Which others an approved directive, as long as it runs, speaks for. */
  covering(whole: Directive): (part: Directive) => boolean {
    if (whole.status !== 'running' || whole.gate !== 'approved') return () => false;
    return this.types.find(whole.type)?.parts?.(whole) ?? (() => false);
  }

  private gated(whole: Directive): GatedDirective {
    return toGated(whole, this.types.find(whole.type), asker(whole));
  }
}
