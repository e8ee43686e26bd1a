import { Injectable } from '@nestjs/common';
import type { DataBoundary, ModelBudget, ModelRouting, ModelSettingsView } from '@legator/contracts';
import { Clock, invalidAt, Signals, Transactions } from '@legator/core';
import type { Actor, Signal, Tx } from '@legator/core';
import { Dock } from '../profiles/dock.js';
import { UsageStore } from '../usage/usage.store.js';
import { DataBoundaryChanged } from './data-boundary-changed.signal.js';
import { ModelSettingsChanged } from './model-settings-changed.signal.js';
import { ModelSettingsStore } from './model-settings.store.js';
import type { ModelSettings } from './model-settings.store.js';

/** How a tenant asks its models. What is changed counts from the next call on. */
@Injectable()
export class ModelSettingsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly store: ModelSettingsStore,
    private readonly dock: Dock,
    private readonly usage: UsageStore,
    private readonly signals: Signals,
    private readonly clock: Clock,
  ) {}

  get(): Promise<ModelSettingsView> {
    return this.transactions.run((tx) => this.view(tx));
  }

  setBoundary(actor: Actor, boundary: DataBoundary): Promise<ModelSettingsView> {
    return this.change(
      actor,
      (before) => ({ ...before, boundary }),
      (before, after) => new DataBoundaryChanged(actor.tenantId, before.boundary, after.boundary),
    );
  }

  /** @throws `invalid_request` for a profile that is not there */
  async setRouting(actor: Actor, routing: ModelRouting): Promise<ModelSettingsView> {
    const known = await this.transactions.run((tx) => this.dock.all(tx, actor.tenantId));
    for (const [feature, ids] of Object.entries(routing))
      for (const [at, id] of ids.entries())
        if (!known.some((one) => one.id === id))
          throw invalidAt(`routing.${feature}.${at}`, 'is no model profile');
    return this.change(
      actor,
      (before) => ({ ...before, routing }),
      (before, after) => new ModelSettingsChanged(actor.tenantId, 'routing', before.routing, after.routing),
    );
  }

  /** A limit that is missing stays, null takes it away. */
  setBudget(actor: Actor, budget: Partial<ModelBudget>): Promise<ModelSettingsView> {
    return this.change(
      actor,
      (before) => ({ ...before, budget: { ...before.budget, ...budget } }),
      (before, after) => new ModelSettingsChanged(actor.tenantId, 'budget', before.budget, after.budget),
    );
  }

  private change(
    { tenantId }: Actor,
    apply: (before: ModelSettings) => ModelSettings,
    tell: (before: ModelSettings, after: ModelSettings) => Signal,
  ): Promise<ModelSettingsView> {
    return this.transactions.run(async (tx) => {
      const before = await this.store.take(tx, tenantId);
      const after = apply(before);
      if (JSON.stringify(after) !== JSON.stringify(before)) {
        await this.store.save(tx, after);
        await this.signals.record(tx, tell(before, after));
      }
      return this.view(tx);
    });
  }

  private async view(tx: Tx): Promise<ModelSettingsView> {
    const spent = await this.usage.spent(tx, this.clock.now());
    return { ...(await this.store.get(tx)), spent };
  }
}
