import { Injectable } from '@nestjs/common';
import type { CreateToken, CreateTokenQuery } from '@legator/contracts';
import { Clock, currentContext, newId, notFound, Signals, Transactions } from '@legator/core';
import { hashKey } from '../probe-keys.js';
import { TokenGenerated } from '../signals/token-generated.signal.js';
import { TokenRevoked } from '../signals/token-revoked.signal.js';
import { noSite } from '../sites/sites.errors.js';
import { SitesStore } from '../sites/sites.store.js';
import { makeToken } from './enrolment-token.js';
import { TokenStore } from './token.store.js';
import type { TokenRecord } from './token.store.js';

const USUAL_LIFE_MS = 30 * 60_000;
/** Upstream's "no expiry": a hundred years. */
const ENDLESS_MS = 100 * 365 * 86_400_000;
const LISTED = 1_000;

/** A token just made; the only time its value is known. */
export interface NewlyMadeToken {
  readonly value: string;
  readonly record: Omit<TokenRecord, 'uses' | 'lastUsedAt' | 'revokedAt'>;
}

/** The tokens with which hosts enrol in the tenant at work. */
@Injectable()
export class TokensService {
  constructor(
    private readonly transactions: Transactions,
    private readonly store: TokenStore,
    private readonly signals: Signals,
    private readonly clock: Clock,
    private readonly sites: SitesStore,
  ) {}

  /** For one host and 30 minutes, unless told otherwise. @throws `not_found` for the site */
  create(asked: NonNullable<CreateToken>): Promise<NewlyMadeToken> {
    const { actor } = currentContext();
    const now = this.clock.now();
    const { value, prefix } = makeToken(now);
    const lifeMs = asked.expires_in ? asked.expires_in * 1_000 : asked.no_expiry ? ENDLESS_MS : USUAL_LIFE_MS;
    const record = {
      id: newId(),
      prefix,
      tags: asked.tags ?? [],
      site: asked.site ?? null,
      cidr: asked.cidr ?? null,
      maxUses: asked.uses ?? (asked.multi_use ? null : 1),
      createdBy: actor.name,
      createdAt: now,
      expiresAt: new Date(now.getTime() + lifeMs),
    };
    return this.transactions.run(async (tx) => {
      if (record.site !== null && !(await this.sites.lock(tx, record.site, 'keep')))
        throw noSite(record.site);
      await this.store.insert(tx, { ...record, tenantId: actor.tenantId, hash: hashKey(value) });
      await this.signals.record(
        tx,
        new TokenGenerated(record.id, {
          expires: record.expiresAt.toISOString(),
          max_uses: record.maxUses,
          tags: record.tags,
          site: record.site,
          cidr: record.cidr,
        }),
      );
      return { value, record };
    });
  }

  /** The newest thousand, and how many there are. */
  list(): Promise<{ tokens: TokenRecord[]; active: number; total: number }> {
    return this.transactions.run(async (tx) => ({
      tokens: await this.store.list(tx, LISTED),
      ...(await this.store.counts(tx, this.clock.now())),
    }));
  }

  /** From now on nobody enrols with it. Revoking it again changes nothing. */
  revoke(id: string): Promise<void> {
    return this.transactions.run(async (tx) => {
      const token = await this.store.lock(tx, id);
      if (!token) throw notFound('token', id);
      if (token.revokedAt) return;
      await this.store.revoke(tx, id, this.clock.now());
      await this.signals.record(tx, new TokenRevoked(id, token.prefix, token.uses));
    });
  }
}

/** What the body says goes before the query, which is how upstream asks. */
export function askedFor(query: CreateTokenQuery, body: CreateToken): NonNullable<CreateToken> {
  return {
    ...body,
    multi_use: body?.multi_use ?? query.multi_use,
    no_expiry: body?.no_expiry ?? query.no_expiry,
  };
}
