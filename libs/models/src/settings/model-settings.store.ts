import { Injectable } from '@nestjs/common';
import { NO_BUDGET } from '@legator/contracts';
import type { DataBoundary, ModelBudget, ModelRouting } from '@legator/contracts';
import type { Tx } from '@legator/core';

export interface ModelSettings {
  readonly boundary: DataBoundary;
  readonly routing: ModelRouting;
  readonly budget: ModelBudget;
}

/** How the tenant of the transaction asks its models. */
@Injectable()
export class ModelSettingsStore {
  /** Nothing leaves the house in a tenant that nobody set up. */
  async get(tx: Tx): Promise<ModelSettings> {
    const [row] = await tx.query('select boundary, routing, budget from models_setting');
    return {
      boundary: row?.boundary ?? 'local_only',
      routing: row?.routing ?? {},
      budget: { ...NO_BUDGET, ...row?.budget },
    };
  }

  /** The same, and until the transaction ends nobody else changes it. */
  async take(tx: Tx, tenantId: string): Promise<ModelSettings> {
    await tx.query('insert into models_setting (tenant_id) values ($1) on conflict do nothing', [tenantId]);
    await tx.query('select 1 from models_setting for update');
    return this.get(tx);
  }

  async save(tx: Tx, { boundary, routing, budget }: ModelSettings): Promise<void> {
    await tx.query('update models_setting set boundary = $1, routing = $2, budget = $3', [
      boundary,
      JSON.stringify(routing),
      JSON.stringify(budget),
    ]);
  }
}
