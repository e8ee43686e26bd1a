import { Injectable } from '@nestjs/common';
import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import type { DataBoundary, UsageFeature } from '@legator/contracts';
import { Clock, DomainError, notFound, Transactions } from '@legator/core';
import { Dock } from '../profiles/dock.js';
import type { Profile } from '../profiles/profile.js';
import { ModelSettingsStore } from '../settings/model-settings.store.js';
import { UsageService } from '../usage/usage.service.js';
import { chatModel, usesLine } from './chat-models.js';
import { Egress, LONGEST_CALL_MS } from './egress.js';
import { guardedModel } from './guarded-model.js';
import { leaving } from './leaving.js';
import { OpenCall } from './open-call.js';
import { prepareMessages } from './prepared-messages.js';
import { ProviderLine } from './provider-line.js';
import { withoutTracing } from './tracing.js';

/** Which profile is asked, by whom, and for what. */
export interface CallUse {
  readonly tenantId: string;
  readonly profileId: string;
  readonly feature: UsageFeature;
  readonly conversationId?: string;
  readonly actorId?: string;
  readonly maxTokens?: number;
  readonly temperature?: number;
  readonly timeoutMs?: number;
}

/** A profile as it is now, with what a call of it needs. */
export interface ReadyProfile {
  readonly profile: Profile;
  readonly key: string;
  readonly boundary: DataBoundary;
}

/** Opens models whose every call is looked at before and written down after. */
@Injectable()
export class ModelCalls {
  constructor(
    private readonly transactions: Transactions,
    private readonly dock: Dock,
    private readonly settings: ModelSettingsStore,
    private readonly usage: UsageService,
    private readonly egress: Egress,
    private readonly clock: Clock,
  ) {}

  async open(use: CallUse): Promise<BaseChatModel> {
    withoutTracing();
    return guardedModel(use.profileId, (signal) =>
      this.begin(use, signal).catch((error: unknown) => {
        throw unavailable(error);
      }),
    );
  }

  /** @throws `not_found` for a profile that was taken away, and `models.budget_spent` */
  async ready({ tenantId, profileId }: Pick<CallUse, 'tenantId' | 'profileId'>): Promise<ReadyProfile> {
    return this.transactions.runAs(tenantId, async (tx) => {
      const profile = await this.dock.find(tx, tenantId, profileId);
      if (!profile) throw notFound('model profile', profileId);
      const { boundary, budget } = await this.settings.get(tx);
      await this.usage.checkBudget(tx, tenantId, profile, budget);
      const key = await this.dock.keyOf(tx, tenantId, profile);
      return { profile, key, boundary: profile.isLocal ? 'full' : boundary };
    });
  }

  private async begin(use: CallUse, asked: AbortSignal | undefined): Promise<OpenCall> {
    const { profile, key, boundary } = await this.ready(use);
    const limit = AbortSignal.timeout(Math.min(use.timeoutMs ?? LONGEST_CALL_MS, LONGEST_CALL_MS));
    const signal = AbortSignal.any([limit, ...(asked ? [asked] : [])]);
    const line = new ProviderLine(this.egress, { profile, key, boundary, signal });
    const most = profile.maxOutputTokens ?? undefined;
    const maxTokens = use.maxTokens === undefined ? most : Math.min(use.maxTokens, most ?? use.maxTokens);
    const model = await chatModel({
      ...{ profile, key, fetch: line.fetch },
      ...(maxTokens === undefined ? {} : { maxTokens }),
      ...(use.temperature === undefined ? {} : { temperature: use.temperature }),
    });
    return new OpenCall({
      ...{ profile, boundary, model, line, signal, asked },
      prepare: (messages) =>
        usesLine(profile) ? Promise.resolve(messages) : prepareMessages(messages, boundary, leaving),
      record: (outcome) => this.usage.record(use, profile, outcome),
      now: () => this.clock.monotonic(),
    });
  }
}

/** Whoever comes next may be asked: that this one cannot be is no fault of whoever asks. */
function unavailable(error: unknown): unknown {
  if (!(error instanceof DomainError) || ['limited', 'unavailable'].includes(error.kind)) return error;
  return new DomainError('bad_gateway', 'llm_unavailable', error.message, {
    cause: error,
    extra: { cause: 'failed' },
  });
}
