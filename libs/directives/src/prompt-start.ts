import { Injectable } from '@nestjs/common';
import { afterCommit } from '@legator/core';
import type { Tx } from '@legator/core';
import type { RemoteType } from './directive-type.js';
import { DirectiveTypes } from './directive-types.js';
import type { Directive } from './directive.js';
import { Outcomes } from './outcomes.service.js';
import { RunnerStore } from './runner.store.js';

/**
 * Starts probe-bound work in the very transaction that requested it, when nothing holds it back: asked, judged, written
 * down and handed over by one commit instead of two. Whatever is not started here, the runner finds.
 */
@Injectable()
export class PromptStart {
  constructor(
    private readonly types: DirectiveTypes,
    private readonly store: RunnerStore,
    private readonly outcomes: Outcomes,
  ) {}

  /** Of directives that this transaction requested: those that policy allows and that are due. */
  async start(tx: Tx, requested: readonly Directive[]): Promise<void> {
    const now = Date.now();
    const due = requested.filter(
      ({ status, gate, scheduledAt, type }) =>
        status === 'requested' && gate === 'none' && scheduledAt.getTime() <= now && this.remote(type),
    );
    for (const [name, directives] of Map.groupBy(due, ({ type }) => type)) {
      const type = this.remote(name)!;
      const started = await this.store.startRequested(
        tx,
        directives.map(({ id }) => id),
      );
      const gone = await this.outcomes.failStarts(tx, await type.start(tx, started));
      afterCommit(tx, () => type.started(started.filter(({ id }) => !gone.has(id))));
    }
  }

  private remote(name: string): RemoteType<never> | undefined {
    const type = this.types.find(name);
    return type?.kind === 'remote' ? type : undefined;
  }
}
