import { Injectable } from '@nestjs/common';
import type { ModelBudget } from '@legator/contracts';
import { Clock, DomainError, newId, Signals, systemActor, Transactions } from '@legator/core';
import type { Tx } from '@legator/core';
import type { CallOutcome } from '../calls/open-call.js';
import type { CallUse } from '../calls/model-calls.service.js';
import type { Profile } from '../profiles/profile.js';
import { ModelSettingsStore } from '../settings/model-settings.store.js';
import { standing, stops } from './budget.js';
import type { LimitState } from './budget.js';
import { BudgetNoted } from './budget-noted.signal.js';
import { UsageStore } from './usage.store.js';

const WORDS = {
  day_tokens: 'tokens for today',
  day_cost: 'money for today',
  month_tokens: 'tokens for this month',
  month_cost: 'money for this month',
} as const;

/** Counts what models are asked, and says when it is enough. */
@Injectable()
export class UsageService {
  constructor(
    private readonly transactions: Transactions,
    private readonly store: UsageStore,
    private readonly settings: ModelSettingsStore,
    private readonly signals: Signals,
    private readonly clock: Clock,
  ) {}

  /** @throws `models.budget_spent`; calls that are under way at that moment still end */
  async checkBudget(tx: Tx, _tenantId: string, { isLocal }: Profile, budget: ModelBudget): Promise<void> {
    const states = standing(budget, await this.store.spent(tx, this.clock.now()));
    const stop = states.find((state) => stops(state, isLocal));
    if (stop) throw budgetSpent(stop);
  }

  /** The call, what it adds to the day, and that a limit is near or reached: together. */
  async record(use: CallUse, profile: Profile, outcome: CallOutcome): Promise<void> {
    const at = this.clock.now();
    await this.transactions.runAs(use.tenantId, async (tx) => {
      await this.store.add(tx, use.tenantId, {
        ...outcome,
        ...{ id: newId(at.getTime()), at, feature: use.feature },
        ...{ profileId: profile.id, profileName: profile.name, model: profile.model },
        conversationId: use.conversationId ?? null,
        actorId: use.actorId ?? null,
        cost: costOf(profile, outcome),
      });
      const { budget } = await this.settings.get(tx);
      const states = standing(budget, await this.store.spent(tx, at));
      const noted = states.filter(({ state }) => state !== 'fine');
      await this.signals.recordAll(
        tx,
        noted.map((state) => ({
          signal: new BudgetNoted(use.tenantId, state, at),
          context: { actor: systemActor(use.tenantId) },
        })),
      );
    });
  }
}

function costOf(
  { priceIn, priceOut }: Profile,
  { promptTokens, completionTokens }: Pick<CallOutcome, 'promptTokens' | 'completionTokens'>,
): number {
  return (promptTokens * (priceIn ?? 0) + completionTokens * (priceOut ?? 0)) / 1e6;
}

function budgetSpent({ limit, allowed, used }: LimitState): DomainError {
  const period = limit.startsWith('day') ? 'day' : 'month';
  return new DomainError(
    'limited',
    'models.budget_spent',
    `The budget for models is used up: ${WORDS[limit]} (${used} of ${allowed}). It starts anew with the next ${period}; whoever manages the settings can raise it.`,
    { extra: { limit } },
  );
}
