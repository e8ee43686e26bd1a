import { Injectable } from '@nestjs/common';
import type { UsageFeature } from '@legator/contracts';
import type { Tx } from '@legator/core';

export interface UsageRow {
  readonly id: string;
  readonly at: Date;
  readonly profileId: string;
  readonly profileName: string;
  readonly model: string;
  readonly feature: UsageFeature;
  readonly conversationId: string | null;
  readonly actorId: string | null;
  readonly promptTokens: number;
  readonly completionTokens: number;
  readonly estimated: boolean;
  readonly cost: number;
  readonly latencyMs: number;
  readonly firstTokenMs: number | null;
  readonly error: string | null;
}

export interface Spent {
  readonly tokens: number;
  readonly cost: number;
}

/** What the calls of the tenant of the transaction came to. */
@Injectable()
export class UsageStore {
  async add(tx: Tx, tenantId: string, row: UsageRow): Promise<void> {
    await tx.query(
      `with counted as (
         insert into models_spent (tenant_id, day, tokens, cost)
         values ($1, ($3::timestamptz at time zone 'UTC')::date, $10::bigint + $11::bigint, $13::numeric)
         on conflict (tenant_id, day) do update
           set tokens = models_spent.tokens + excluded.tokens, cost = models_spent.cost + excluded.cost)
       insert into models_usage (tenant_id, id, at, profile_id, profile_name, model, feature, conversation_id,
         actor_id, prompt_tokens, completion_tokens, estimated, cost, latency_ms, first_token_ms, error)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
      [
        ...[tenantId, row.id, row.at, row.profileId, row.profileName, row.model, row.feature],
        ...[row.conversationId, row.actorId, row.promptTokens, row.completionTokens, row.estimated],
        ...[row.cost, row.latencyMs, row.firstTokenMs, row.error],
      ],
    );
  }

  /** Of the day and the month of UTC that a moment is in. */
  async spent(tx: Tx, now: Date): Promise<{ day: Spent; month: Spent }> {
    const [row] = await tx.query(
      `select coalesce(sum(tokens) filter (where day = today), 0) as day_tokens,
         coalesce(sum(cost) filter (where day = today), 0) as day_cost,
         coalesce(sum(tokens), 0) as month_tokens, coalesce(sum(cost), 0) as month_cost
       from models_spent, (select ($1::timestamptz at time zone 'UTC')::date as today) as now
       where day >= date_trunc('month', today) and day <= today`,
      [now],
    );
    return {
      day: { tokens: Number(row.day_tokens), cost: Number(row.day_cost) },
      month: { tokens: Number(row.month_tokens), cost: Number(row.month_cost) },
    };
  }

  /** Takes away a batch of what is older, of all tenants; for a worker. @returns how many */
  async prune(tx: Tx, before: Date, batch: number): Promise<number> {
    await tx.query('delete from models_spent where day < $1::timestamptz::date', [before]);
    const [row] = await tx.query(
      `with old as (select tenant_id, id from models_usage where at < $1 limit $2),
         gone as (delete from models_usage using old
           where models_usage.tenant_id = old.tenant_id and models_usage.id = old.id returning 1)
       select count(*)::int as number from gone`,
      [before, batch],
    );
    return row.number;
  }
}
