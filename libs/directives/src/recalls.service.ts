import { Injectable } from '@nestjs/common';
import type { Actor, Tx } from '@legator/core';
import { DirectiveTypes } from './directive-types.js';
import type { RemoteType } from './directive-type.js';
import { FreezeStore } from './freeze.store.js';
import type { Freeze } from './freeze.store.js';

/** What was handed over before a freeze, and that no probe had begun when it came: it would start in the midst of it. */
@Injectable()
export class Recalls {
  constructor(
    private readonly types: DirectiveTypes,
    private readonly store: FreezeStore,
  ) {}

  /**
   * In the transaction of the freeze, so that it is confirmed with them. They end, and do not go on when it is lifted:
   * nothing starts on a verdict from before a freeze.
   */
  async under(tx: Tx, { reason, by_name }: Pick<Freeze, 'reason' | 'by_name'>, actor: Actor): Promise<void> {
    const why = `Frozen by ${by_name}: ${reason}`.slice(0, 500);
    const by = { type: actor.type, id: actor.id, name: actor.name };
    for (const type of this.types.all()) {
      if (!canRecall(type)) continue;
      const running = await this.store.runningUnder(tx, type.name);
      if (running.length === 0) continue;
      await this.store.recalled(tx, await type.recall(tx, running, why), why, by);
    }
  }
}

function canRecall(type: { readonly kind: string }): type is Required<RemoteType<never>> {
  return type.kind === 'remote' && 'recall' in type;
}
