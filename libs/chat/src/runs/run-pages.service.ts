import { Injectable } from '@nestjs/common';
import type { ChatRunPage, ListRunHosts } from '@legator/contracts';
import { currentContext, notFound, Transactions } from '@legator/core';
import { ConversationsStore } from '../conversations/conversations.store.js';
import { countsOf } from '../turns/run-hosts.js';
import { RunsStore } from './runs.store.js';
import { RunViews } from './run-views.service.js';

/** Commands of a conversation host by host, for whoever reads it: a message only names some where there are many. */
@Injectable()
export class RunPages {
  constructor(
    private readonly transactions: Transactions,
    private readonly conversations: ConversationsStore,
    private readonly runs: RunsStore,
    private readonly views: RunViews,
  ) {}

  /** @throws `not_found`, also for a conversation that is not open to the caller, and for a run of another one */
  async page(
    { conversationId, turnId, stepId }: { conversationId: string; turnId: string; stepId: string },
    { state, after, limit }: ListRunHosts,
  ): Promise<ChatRunPage> {
    const { actor } = currentContext();
    const run = await this.transactions.run(async (tx) => {
      await this.conversations.get(tx, actor, conversationId);
      return this.runs.find(tx, turnId, stepId);
    });
    if (run?.conversationId !== conversationId) throw notFound('run', stepId);
    const { hosts } = await this.views.look(run);
    const from = after === undefined ? 0 : hosts.findIndex(({ probe_id: id }) => id === after) + 1;
    const rest = hosts.slice(from).filter((host) => state === undefined || host.state === state);
    const page = rest.slice(0, limit);
    return {
      ...{ command: run.command, target: run.target, total: hosts.length, counts: countsOf(hosts) },
      hosts: page.map(({ stdout: _out, stderr: _err, truncated: _cut, ...host }) => ({
        ...host,
        group: null,
      })),
      after: rest.length > page.length ? page.at(-1)!.probe_id : null,
    };
  }
}
