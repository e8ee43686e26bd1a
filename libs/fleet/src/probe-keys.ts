import { createHash, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Level } from '@legator/contracts';
import { DomainError, Transactions } from '@legator/core';
import type { Tx } from '@legator/core';

/** A probe that has shown its key. */
export interface ProvenProbe {
  readonly probeId: string;
  readonly tenantId: string;
  readonly protocol: 1 | 2;
  /** Raw Ed25519 public key, base64url; null for an upstream probe. */
  readonly publicKey: string | null;
  readonly level: Level;
  readonly ceiling: Level | null;
}

const KEY = /^lgk_[0-9a-f]{64}$/;
const ID = /^[A-Za-z0-9-]{1,64}$/;
const NO_HASH = '0'.repeat(64);

/** Who a connecting probe is, by its id and its key. */
@Injectable()
export class ProbeKeys {
  constructor(private readonly transactions: Transactions) {}

  /**
   * @throws `unauthorized` / `fleet.missing_key` without a key; `forbidden` / `fleet.invalid_credentials` for an unknown
   *   probe and for a wrong key alike, so that nobody learns which ids exist
   */
  async authenticate(probeId: string, bearer: string | undefined): Promise<ProvenProbe> {
    if (!bearer)
      throw new DomainError(
        'unauthorized',
        'fleet.missing_key',
        'Send the key as `Authorization: Bearer lgk_…`.',
      );
    if (!ID.test(probeId) || !KEY.test(bearer)) throw invalidCredentials();
    const found = await this.transactions.anonymous((tx) => findKey(tx, probeId));
    // Compared in any case, so that an unknown id takes as long as a wrong key.
    const fits = sameHash(found?.key_hash ?? NO_HASH, hashKey(bearer));
    if (!found || !fits) throw invalidCredentials();
    const [rights] = await this.transactions.runAs(found.tenant_id, (tx) =>
      tx.query('select level, ceiling from fleet_probe where id = $1', [probeId]),
    );
    if (!rights) throw invalidCredentials();
    const { id, tenant_id, protocol, public_key } = found;
    return { probeId: id, tenantId: tenant_id, protocol, publicKey: public_key, ...rights };
  }
}

/** How keys and tokens are kept: they are long and random, so a plain hash is enough and costs nothing. */
export function hashKey(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}

interface FoundKey {
  readonly id: string;
  readonly tenant_id: string;
  readonly key_hash: string;
  readonly protocol: 1 | 2;
  readonly public_key: string | null;
}

async function findKey(tx: Tx, probeId: string): Promise<FoundKey | undefined> {
  const [found] = await tx.query('select * from fleet_find_probe_key($1)', [probeId]);
  return found;
}

function sameHash(one: string, other: string): boolean {
  return timingSafeEqual(Buffer.from(one), Buffer.from(other));
}

function invalidCredentials(): DomainError {
  return new DomainError('forbidden', 'fleet.invalid_credentials', 'invalid credentials');
}
