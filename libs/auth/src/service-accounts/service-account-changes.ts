import { Injectable } from '@nestjs/common';
import { BUILT_IN_ROLES, isBuiltInRole } from '@legator/contracts';
import type { Permission } from '@legator/contracts';
import {
  ACCESS_REVOKED_TOPIC,
  afterCommit,
  Bus,
  Clock,
  currentContext,
  may,
  notFound,
  Signals,
} from '@legator/core';
import type { Tx } from '@legator/core';
import { ApiKeyRevoked } from '../api-key-revoked.signal.js';
import { ApiKeysStore } from '../api-keys.store.js';
import { beyondOwnRights } from '../keys/keys.errors.js';
import { refuseBeyond } from '../people/rights-guard.js';
import { gains, mustBeThere } from '../sign-in/being-there.js';
import { ServiceAccountChanged } from './service-account-changed.signal.js';
import { ServiceAccountCreated } from './service-account-created.signal.js';
import { ServiceAccountRemoved } from './service-account-removed.signal.js';
import type { AccountRights } from './service-account.js';
import { accountNameTaken, unknownRole } from './service-accounts.errors.js';
import { ServiceAccountsStore } from './service-accounts.store.js';

export interface NewAccount extends AccountRights {
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
}

/** What is left out stays. */
export interface AccountChange {
  readonly id: string;
  readonly name?: string | undefined;
  readonly description?: string | null | undefined;
  readonly permissions?: readonly Permission[] | undefined;
  readonly role?: string | undefined;
  readonly enabled?: boolean | undefined;
}

/** What happens to service accounts, inside the transaction of the directive that asked for it. */
@Injectable()
export class ServiceAccountChanges {
  constructor(
    private readonly store: ServiceAccountsStore,
    private readonly keys: ApiKeysStore,
    private readonly signals: Signals,
    private readonly clock: Clock,
    private readonly bus: Bus,
  ) {}

  /** Nobody can give an account more than they have themselves. */
  async create(tx: Tx, wanted: NewAccount): Promise<void> {
    const { actor } = currentContext();
    await this.checkRights(tx, wanted);
    if (await this.store.nameTaken(tx, wanted.name, wanted.id)) throw accountNameTaken(wanted.name);
    const account = { ...wanted, disabledAt: null };
    const made = { tenantId: actor.tenantId, createdBy: actor.name, createdAt: this.clock.now() };
    await this.store.insert(tx, { ...account, ...made });
    await this.signals.record(tx, new ServiceAccountCreated(account));
  }

  /**
   * By those alone who may do all that its keys may. Says nothing where nothing changes. After the commit its keys are what
   * they became, on every replica.
   */
  async change(tx: Tx, { id, ...change }: AccountChange): Promise<void> {
    const before = await this.store.lock(tx, id);
    if (!before) throw notFound('service account', id);
    const { actor } = currentContext();
    refuseBeyond(actor, before.rights);
    const rights = rightsAfter(before, change);
    const given = await this.checkRights(tx, rights);
    // The keys of one that is disabled have none.
    const had = change.enabled && before.disabledAt ? [] : before.rights;
    if (gains(had, given)) mustBeThere(actor, this.clock.now(), 'this gives its keys more rights');
    const disabled = before.disabledAt ?? this.clock.now();
    const after = {
      id,
      name: change.name ?? before.name,
      description: change.description === undefined ? before.description : change.description,
      ...rights,
      disabledAt: (change.enabled ?? before.disabledAt === null) ? null : disabled,
    };
    if (after.name !== before.name && (await this.store.nameTaken(tx, after.name, id)))
      throw accountNameTaken(after.name);
    const signal = new ServiceAccountChanged(before, after);
    if (JSON.stringify(signal.before) === JSON.stringify(signal.after)) return;
    await this.store.update(tx, after);
    await this.signals.record(tx, signal);
    this.tell(tx);
  }

  async remove(tx: Tx, id: string): Promise<void> {
    const account = await this.store.lock(tx, id);
    if (!account) throw notFound('service account', id);
    refuseBeyond(currentContext().actor, account.rights);
    const now = this.clock.now();
    const revoked = await this.keys.revokeAllOf(tx, id, now);
    await this.store.remove(tx, id, now);
    for (const key of revoked) await this.signals.record(tx, new ApiKeyRevoked(key.id, key.name));
    await this.signals.record(tx, new ServiceAccountRemoved(account, revoked));
    this.tell(tx);
  }

  /** Every replica forgets the keys it remembers, and looks again at whatever is open with one. */
  private tell(tx: Tx): void {
    afterCommit(tx, () => this.bus.publish(ACCESS_REVOKED_TOPIC, ''));
  }

  private async checkRights(tx: Tx, wanted: AccountRights): Promise<readonly Permission[]> {
    const { actor } = currentContext();
    const given = wanted.permissions ?? (await this.ofRole(tx, wanted.role!));
    const beyond = given.find((permission) => !may(actor, permission));
    if (beyond) throw beyondOwnRights(beyond);
    return given;
  }

  private async ofRole(tx: Tx, role: string): Promise<readonly Permission[]> {
    if (isBuiltInRole(role)) return BUILT_IN_ROLES[role].permissions;
    const permissions = await this.store.customRole(tx, role);
    if (!permissions) throw unknownRole(role);
    return permissions;
  }
}

function rightsAfter(before: AccountRights, change: Omit<AccountChange, 'id'>): AccountRights {
  if (change.permissions) return { permissions: [...new Set(change.permissions)], role: null };
  if (change.role !== undefined) return { permissions: null, role: change.role };
  return { permissions: before.permissions, role: before.role };
}
