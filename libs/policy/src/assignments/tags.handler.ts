import { Injectable } from '@nestjs/common';
import { SignalHandlers, Transactions } from '@legator/core';
import type { FeedItem, HandlerContext, SignalHandler } from '@legator/core';
import { ProbeDeleted, ProbeRegistered, ProbeSiteChanged, ProbeTagsChanged } from '@legator/fleet';
import { AssignmentsStore } from './assignments.store.js';
import { Settling } from './settling.service.js';

/** A probe that gets a tag or comes into a site, or into the fleet with them, gets the policy of it; settling twice changes nothing. One that leaves it leaves nothing behind that a policy would count as in use. */
@Injectable()
export class PolicyOfTags implements SignalHandler {
  readonly name = 'policy.tags';
  readonly types = [ProbeTagsChanged.type, ProbeSiteChanged.type, ProbeRegistered.type, ProbeDeleted.type];

  constructor(
    handlers: SignalHandlers,
    private readonly transactions: Transactions,
    private readonly settling: Settling,
    private readonly store: AssignmentsStore,
  ) {
    handlers.register(this);
  }

  async handle({ type, subject }: FeedItem, { replayId }: HandlerContext): Promise<void> {
    if (replayId) return;
    await this.transactions.run(async (tx) => {
      if (type === ProbeDeleted.type) await this.store.forget(tx, subject.id);
      else await this.settling.settle(tx, { probeIds: [subject.id] });
    });
  }
}
