import { Injectable } from '@nestjs/common';
import type { LimitedThing, TenantLimitNumbers, TenantUsage } from '@legator/contracts';
import type { Tx } from '../database/transactions.js';
import { DomainError } from '../errors/domain-error.js';

/** Counts what one tenant has now. The tenant is named, because background work sees all of them. */
export type UsageCounter = (tx: Tx, tenantId: string) => Promise<number>;
type LimitReader = (tx: Tx, tenantId: string) => Promise<TenantLimitNumbers>;

const NAMES: Readonly<Record<LimitedThing, string>> = {
  probes: 'probes',
  api_keys: 'API keys',
  users: 'people',
  commands_per_minute: 'commands a minute',
};

/**
 * How much one tenant may have. `auth` keeps the numbers, each room counts what it owns, and whoever makes something
 * asks here first, in the transaction that makes it.
 */
@Injectable()
export class TenantLimits {
  private readonly counters = new Map<LimitedThing, UsageCounter>();
  private reader: LimitReader = () => Promise.resolve({});

  readFrom(reader: LimitReader): void {
    this.reader = reader;
  }

  countBy(what: LimitedThing, counter: UsageCounter): void {
    this.counters.set(what, counter);
  }

  /**
   * Makes sure that there is room for so many more. Where there is a limit, whoever else asks for the same waits until
   * this transaction has ended: of two at once for the last place, one gets it.
   *
   * @throws `tenant_limit`: a conflict, or `limited` for what there is room for again a minute later
   */
  async makeRoom(tx: Tx, tenantId: string, what: LimitedThing, more = 1): Promise<void> {
    if (more === 0) return;
    const limit = (await this.reader(tx, tenantId))[what];
    if (limit === undefined || limit === null) return;
    await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 7305911207))', [
      `${tenantId}\n${what}`,
    ]);
    const used = await this.count(tx, tenantId, what);
    if (used + more > limit) throw noRoom(what, limit);
  }

  async usage(tx: Tx, tenantId: string): Promise<TenantUsage> {
    const usage: Partial<TenantUsage> = {};
    for (const what of Object.keys(NAMES) as LimitedThing[])
      usage[what] = await this.count(tx, tenantId, what);
    return usage as TenantUsage;
  }

  /** What nobody counts is not there. */
  private count(tx: Tx, tenantId: string, what: LimitedThing): Promise<number> {
    return this.counters.get(what)?.(tx, tenantId) ?? Promise.resolve(0);
  }
}

function noRoom(what: LimitedThing, limit: number): DomainError {
  const many = `This tenant may have ${limit} ${NAMES[what]}`;
  if (what === 'commands_per_minute')
    return new DomainError('limited', 'tenant_limit', `${many}. Ask again in a minute.`, { retryAfter: 60 });
  return new DomainError(
    'conflict',
    'tenant_limit',
    `${many}, and has them. Remove some, or ask whoever runs this installation for more.`,
  );
}
