import { Injectable } from '@nestjs/common';
import type { UsageFeature } from '@legator/contracts';
import type { Tx } from '@legator/core';

export interface Counted {
  readonly requests: number;
  readonly prompt_tokens: number;
  readonly completion_tokens: number;
  readonly total_tokens: number;
  readonly cost: number;
  readonly errors: number;
  readonly latency_ms: number | null;
  readonly first_token_ms: number | null;
}
export interface CountedUse extends Counted {
  readonly profile_id: string;
  readonly profile_name: string;
  readonly feature: UsageFeature;
}
export interface CountedPoint extends Counted {
  readonly key: string;
  readonly name: string;
  readonly at: Date;
}

const COUNTS = `count(*)::int as requests, sum(prompt_tokens)::float8 as prompt_tokens,
  sum(completion_tokens)::float8 as completion_tokens,
  sum(prompt_tokens + completion_tokens)::float8 as total_tokens, sum(cost)::float8 as cost,
  (count(*) filter (where error is not null))::int as errors,
  round(avg(latency_ms) filter (where error is null))::int as latency_ms,
  round(avg(first_token_ms) filter (where error is null))::int as first_token_ms`;

/** Sums of the usage of the tenant of the transaction. A profile has the name that it had last. */
@Injectable()
export class UsageReportStore {
  async byUse(tx: Tx, since: Date): Promise<CountedUse[]> {
    return tx.query(
      `select profile_id, (array_agg(profile_name order by at desc))[1] as profile_name, feature, ${COUNTS}
       from models_usage where at >= $1 group by profile_id, feature order by total_tokens desc, profile_id, feature`,
      [since],
    );
  }

  async totals(tx: Tx, since: Date): Promise<Counted> {
    const [row] = await tx.query(`select ${COUNTS} from models_usage where at >= $1`, [since]);
    return { ...row, ...zeros(row) };
  }

  async series(
    tx: Tx,
    since: Date,
    by: 'profile' | 'feature',
    step: 'hour' | 'day',
  ): Promise<CountedPoint[]> {
    const [key, name] =
      by === 'profile'
        ? ['profile_id', '(array_agg(profile_name order by at desc))[1]']
        : ['feature', 'feature'];
    return tx
      .query(
        `select ${key} as key, ${name} as name, date_trunc($2, at at time zone 'UTC') at time zone 'UTC' as point,
         ${COUNTS}
       from models_usage where at >= $1 group by ${key}, point order by ${key}, point`,
        [since, step],
      )
      .then((rows: (CountedPoint & { point: Date })[]) =>
        rows.map(({ point, ...rest }) => ({ ...rest, at: point })),
      );
  }
}

/** Sums over nothing are null in SQL. */
function zeros(row: Counted): Partial<Counted> {
  const sums = ['prompt_tokens', 'completion_tokens', 'total_tokens', 'cost'] as const;
  return Object.fromEntries(sums.map((name) => [name, row[name] ?? 0]));
}
