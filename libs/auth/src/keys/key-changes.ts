import { Injectable } from '@nestjs/common';
import type { Permission } from '@legator/contracts';
import {
  ACCESS_REVOKED_TOPIC,
  afterCommit,
  Bus,
  Clock,
  currentContext,
  invalidAt,
  may,
  notFound,
  Signals,
} from '@legator/core';
import type { Tx } from '@legator/core';
import { ApiKeyCreated } from '../api-key-created.signal.js';
import { ApiKeyRevoked } from '../api-key-revoked.signal.js';
import type { ApiKey } from '../api-key.entity.js';
import { ApiKeysStore } from '../api-keys.store.js';
import type { KeyMaker } from '../api-keys.store.js';
import { refuseBeyond } from '../people/rights-guard.js';
import { ServiceAccountsStore } from '../service-accounts/service-accounts.store.js';
import { isWeighty, mustBeThere, WEIGHTY } from '../sign-in/being-there.js';
import { ApiKeyRotated } from './api-key-rotated.signal.js';
import { effectiveRights } from './key-bounds.js';
import { reachesNoFurther } from './key-grants.js';
import {
  accountDisabled,
  alreadyExpired,
  alreadyReplaced,
  alreadyRevoked,
  beyondOwnRights,
  grantsTooWide,
} from './keys.errors.js';

const FOR_PROGRAM = 'this key goes on without you';

/** Who asked, as the directive keeps it. */
interface Asker {
  readonly type: string;
  readonly id: string;
  readonly name: string;
  readonly tenantId: string;
}

type NewKey = Pick<
  ApiKey,
  | 'id'
  | 'name'
  | 'description'
  | 'prefix'
  | 'hash'
  | 'permissions'
  | 'grants'
  | 'expiresAt'
  | 'serviceAccountId'
>;

/** What happens to keys, inside the transaction of the directive that asked for it. */
@Injectable()
export class KeyChanges {
  constructor(
    private readonly store: ApiKeysStore,
    private readonly accounts: ServiceAccountsStore,
    private readonly signals: Signals,
    private readonly clock: Clock,
    private readonly bus: Bus,
  ) {}

  /** A key made with a key answers to the same person, belongs to the same account and is narrowed as far. */
  async create(tx: Tx, asker: Asker, wanted: NewKey): Promise<void> {
    const accountId = wanted.serviceAccountId;
    if (accountId !== null || isWeighty(wanted.permissions))
      mustBeThere(currentContext().actor, this.clock.now(), accountId ? FOR_PROGRAM : WEIGHTY);
    const { madeWith, ...maker } = await this.makerFor(tx, asker);
    if (!reachesNoFurther(wanted.grants, maker.grants)) throw grantsTooWide();
    const key = {
      ...wanted,
      serviceAccountId: wanted.serviceAccountId ?? maker.serviceAccountId,
      ...{ tenantId: asker.tenantId, createdBy: maker.name, createdAt: this.clock.now() },
      ...{ madeByType: maker.type, madeById: maker.id, madeWith },
    };
    await this.checkAccount(tx, key.serviceAccountId, wanted.permissions);
    await this.store.insert(tx, key);
    await this.signals.record(tx, new ApiKeyCreated(key));
  }

  /**
   * Puts a new key in the place of another, which goes on until `worksUntil` and not longer than it would have. Whoever
   * rotates sees the new key, so they need all that it may do, and answer for it from then on.
   */
  async rotate(
    tx: Tx,
    asker: Asker,
    id: string,
    next: Pick<ApiKey, 'id' | 'prefix' | 'hash'>,
    worksUntil: Date,
  ): Promise<void> {
    const now = this.clock.now();
    // The account before the key, as whoever removes the account does: each waits for the other otherwise.
    const { serviceAccountId: account } = (await this.store.makerOf(tx, id)) ?? {};
    if (account) await this.accounts.hold(tx, account);
    const old = await this.store.lock(tx, id);
    if (!old) throw notFound('API key', id);
    if (old.replacedBy) throw alreadyReplaced(old.replacedBy);
    if (old.revokedAt) throw alreadyRevoked();
    if (old.expiresAt && old.expiresAt <= now) throw alreadyExpired();
    // All that it was given, not only what it may do now: an owner who rises again takes the key along.
    const { actor } = currentContext();
    const beyond = old.permissions.find((permission) => !may(actor, permission));
    if (beyond) throw beyondOwnRights(beyond);
    const { name, description, permissions, grants, serviceAccountId } = old;
    const life = old.expiresAt && old.expiresAt.getTime() - old.createdAt.getTime();
    const expiresAt = life === null ? null : new Date(now.getTime() + life);
    await this.create(tx, asker, {
      ...next,
      ...{ name, description, permissions, grants, expiresAt, serviceAccountId },
    });
    const ends = old.expiresAt && old.expiresAt < worksUntil ? old.expiresAt : worksUntil;
    await this.store.replace(tx, id, next.id, ends > now ? { expiresAt: ends } : { revokedAt: now });
    await this.signals.record(tx, new ApiKeyRotated(old, next.id, ends));
    this.tell(tx, id);
  }

  /** One's own, or one that was given no more than one may do oneself. @throws `beyond_own_rights` (403) */
  async revoke(tx: Tx, id: string): Promise<void> {
    const { actor } = currentContext();
    const key = await this.store.lock(tx, id);
    if (!key || key.revokedAt) throw notFound('API key', id);
    // One's own goes also where it was given more than one may do by now: who found it out is not to ask others first.
    const isOwn = actor.id === (actor.type === 'key' ? id : key.madeById);
    if (!isOwn) refuseBeyond(actor, key.permissions);
    await this.store.revoke(tx, id, this.clock.now());
    await this.signals.record(tx, new ApiKeyRevoked(id, key.name));
    this.tell(tx, id);
  }

  /** After the commit every replica forgets what it remembered of the key, and looks at what is open with it. */
  tell(tx: Tx, id: string): void {
    afterCommit(tx, () => this.bus.publish(ACCESS_REVOKED_TOPIC, id));
  }

  private async makerFor(tx: Tx, asker: Asker): Promise<KeyMaker & { madeWith: string | null }> {
    const { type, id } = asker;
    if (type === 'key') {
      const maker = await this.store.makerOf(tx, id);
      if (!maker) throw notFound('API key', id);
      return { ...maker, madeWith: id };
    }
    if (type !== 'user' && type !== 'local' && type !== 'system') throw new Error(`A ${type} makes no keys.`);
    return { type, id, name: asker.name, serviceAccountId: null, grants: [], madeWith: null };
  }

  private async checkAccount(tx: Tx, id: string | null, permissions: readonly Permission[]): Promise<void> {
    if (id === null) return;
    const account = await this.accounts.hold(tx, id);
    if (!account) throw notFound('service account', id);
    if (account.disabledAt) throw accountDisabled(account.name);
    const bound = { active: true, permissions: account.rights };
    const allowed = effectiveRights(permissions, bound);
    const beyond = permissions.find((one) => !allowed.includes(one));
    if (beyond) {
      throw invalidAt(
        'permissions',
        `the service account ${account.name} does not have ${beyond}, so its keys cannot either`,
      );
    }
  }
}
