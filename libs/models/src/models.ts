import { Injectable } from '@nestjs/common';
import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import type { DataBoundary, ModelFeature, ModelTools } from '@legator/contracts';
import { currentContext, Transactions } from '@legator/core';
import { ModelCalls } from './calls/model-calls.service.js';
import type { Profile } from './profiles/profile.js';
import { Dock } from './profiles/dock.js';

/** What a model is opened for. */
export interface ModelUse {
  readonly feature: ModelFeature;
  readonly conversationId?: string;
  readonly actorId?: string;
  readonly maxTokens?: number;
  readonly temperature?: number;
  /** For each call, from its start to the end of its answer; never more than two minutes. */
  readonly timeoutMs?: number;
}

/** A model that would answer now. */
export interface ModelSeat {
  readonly profileId: string;
  readonly name: string;
  readonly provider: string;
  readonly model: string;
  readonly isLocal: boolean;
  /** What it may see: everything when it is in the house, else what the tenant allows. */
  readonly boundary: DataBoundary;
  readonly contextTokens: number;
  readonly tools: ModelTools;
  /**
   * A LangChain chat model. Each of its calls looks at the profile, the boundary and the budget as they are then, and is
   * recorded as usage. A call throws `llm_unavailable` with the cause in words, or `models.budget_spent`.
   */
  open(use: ModelUse): Promise<BaseChatModel>;
}

/** Language models behind one door. */
@Injectable()
export class Models {
  constructor(
    private readonly transactions: Transactions,
    private readonly dock: Dock,
    private readonly calls: ModelCalls,
  ) {}

  /**
   * Who would answer now for the tenant of the context, in order; empty: nobody is set up. Asked anew before each turn,
   * it follows whatever was activated meanwhile, on whichever replica.
   */
  async lineup(feature: ModelFeature): Promise<readonly ModelSeat[]> {
    const { tenantId } = currentContext().actor;
    return this.transactions.runAs(tenantId, async (tx) => {
      const { profiles, boundary } = await this.dock.order(tx, tenantId, feature);
      return profiles.map((profile) => this.seat(tenantId, profile, boundary));
    });
  }

  private seat(tenantId: string, profile: Profile, boundary: DataBoundary): ModelSeat {
    const { id, name, provider, model, isLocal, contextTokens, tools } = profile;
    return {
      ...{ profileId: id, name, provider, model, isLocal, contextTokens, tools },
      boundary: isLocal ? 'full' : boundary,
      open: (use) => this.calls.open({ tenantId, profileId: id, ...use }),
    };
  }
}
