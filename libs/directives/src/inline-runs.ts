import { Injectable } from '@nestjs/common';
import type { Tx } from '@legator/core';
import type { AnyDirectiveType, InlineType } from './directive-type.js';
import type { Directive } from './directive.js';
import { Outcomes } from './outcomes.service.js';
import { RunnerStore } from './runner.store.js';

/** Runs configuration in the request's own transaction: the change and its directive exist together or not at all. */
@Injectable()
export class InlineRuns {
  constructor(
    private readonly store: RunnerStore,
    private readonly outcomes: Outcomes,
  ) {}

  /** @returns the directives that are done now, by id */
  async run(
    tx: Tx,
    drafts: readonly { type: AnyDirectiveType; payload: never; directive: Directive }[],
  ): Promise<Map<string, Directive>> {
    const done = new Map<string, Directive>();
    for (const { type, payload, directive } of drafts) {
      if (type.kind !== 'inline' || directive.status !== 'requested' || directive.gate === 'pending')
        continue;
      const started = await this.store.startOne(tx, directive);
      const result = await (type as InlineType<never>).run(tx, started, payload);
      const [ended] = await this.outcomes.finish(tx, [
        { directiveId: directive.id, status: 'succeeded', result },
      ]);
      done.set(directive.id, ended!);
    }
    return done;
  }
}
