import { Injectable } from '@nestjs/common';
import { Clock, DomainError, newId, Signals, systemActor, Transactions } from '@legator/core';
import type { Signal, Tx } from '@legator/core';
import type { OidcSettings } from '@legator/contracts';
import { UsersStore } from '../people/users.store.js';
import type { SigningUser } from '../people/users.store.js';
import { Sessions } from '../sessions/sessions.service.js';
import { SessionsStore } from '../sessions/sessions.store.js';
import { SignedOut } from '../sign-in/signed-out.signal.js';
import { OidcPeopleStore } from './oidc-people.store.js';
import type { Membership } from './oidc-people.store.js';
import { OidcRefused } from './oidc-refused.js';
import { OidcSettingsStore } from './oidc-settings.store.js';
import { freeName, personOf } from './person-of-claims.js';
import { PersonProvisioned } from './person-provisioned.signal.js';
import type { ProvenPerson } from './provider.js';
import { mapRole } from './role-mapping.js';
import type { MappedRole } from './role-mapping.js';
import { RoleWithdrawn } from './role-withdrawn.signal.js';
import { RoleSynced } from './role-synced.signal.js';

/**
 * Whom a proven person is here. Found by issuer and subject alone: a name or an address that somebody has already
 * makes nobody them. The role follows the provider at each sign-in, downwards as well.
 */
@Injectable()
export class OidcPeople {
  constructor(
    private readonly transactions: Transactions,
    private readonly store: OidcPeopleStore,
    private readonly settings: OidcSettingsStore,
    private readonly users: UsersStore,
    private readonly sessions: Sessions,
    private readonly signals: Signals,
    private readonly clock: Clock,
    private readonly open: SessionsStore,
  ) {}

  /**
   * The account of this person, made if that is allowed. Whoever gets no role any more loses what they had: that stays
   * done although they are refused.
   *
   * @throws OidcRefused
   */
  async admit(person: ProvenPerson, settings: OidcSettings, address: string): Promise<SigningUser> {
    const admitted = await this.transactions.worker(async (tx) => {
      const { issuer, subject } = person;
      const known = await this.store.takeIdentity(tx, issuer, subject);
      const user = known && { id: known.userId, username: known.username };
      if (known?.state === 'disabled') throw disabled(user!);
      const mapped = mapRole(person.claims, settings, await this.settings.roles(tx, settings.tenant));
      const facts: Signal[] = [];
      let id: string;
      let refused: OidcRefused | undefined;
      if (user) {
        refused = await this.sync(tx, user, mapped, settings, facts);
        await this.store.seen(tx, issuer, subject, personOf(person.claims, subject).email, this.clock.now());
        id = user.id;
      } else {
        id = await this.make(tx, person, mapped, settings, facts);
      }
      const actor = { ...systemActor(settings.tenant, 'oidc'), address };
      await this.signals.recordAll(
        tx,
        facts.map((signal) => ({ signal, context: { actor } })),
      );
      return refused ?? (await this.users.byId(tx, id))!;
    });
    if (admitted instanceof OidcRefused) throw admitted;
    return admitted;
  }

  /** Whose account this person has here, if any. */
  async accountOf({ issuer, subject }: ProvenPerson): Promise<string | undefined> {
    const known = await this.transactions.worker((tx) => this.store.takeIdentity(tx, issuer, subject));
    return known?.userId;
  }

  private async make(
    tx: Tx,
    { issuer, subject, claims }: ProvenPerson,
    mapped: MappedRole,
    settings: OidcSettings,
    facts: Signal[],
  ): Promise<string> {
    // The first account of all closes the set-up, and must be one that can administer.
    if (!(await this.store.anybody(tx))) throw setupFirst(subject);
    if (!settings.auto_create_users) throw noAccount({ subject });
    if (mapped.role === null) throw noRole(subject);
    const claimed = personOf(claims, subject);
    const taken = await this.store.namesLike(tx, claimed.username);
    const username = freeName(claimed.username, (name) => taken.has(name.toLowerCase()));
    const id = newId();
    await this.store.insert(
      tx,
      { ...claimed, id, username },
      { id: newId(), issuer, subject },
      this.clock.now(),
    );
    await this.join(tx, settings.tenant, { id, username }, mapped.role);
    facts.push(
      new PersonProvisioned(
        { id, username },
        { issuer, subject, wanted: claimed.username, role: mapped.role },
      ),
    );
    return id;
  }

  private async sync(
    tx: Tx,
    user: { id: string; username: string },
    mapped: MappedRole,
    settings: OidcSettings,
    facts: Signal[],
  ): Promise<OidcRefused | undefined> {
    const { tenant } = settings;
    const isMapped = Object.keys(settings.role_mapping).length > 0;
    const seen = await this.store.membership(tx, tenant, user.id);
    const isSettled = seen?.state === 'active' && seen.role === mapped.role;
    const membership = isMapped && !isSettled ? await this.store.takeMembership(tx, tenant, user.id) : seen;
    if (membership?.state === 'disabled' && !(membership.isWithdrawn && isMapped)) throw disabled(user);
    // Without a mapping the provider says nothing about roles: whoever administers people here does.
    if (membership && !isMapped) return undefined;
    if (!membership && !settings.auto_create_users) throw noAccount({ user });
    const { role } = mapped;
    if (role === null) return this.withdraw(tx, user, membership, tenant, facts);
    const isBack = membership?.isWithdrawn === true;
    if (isBack) await this.roomFor(user, () => this.store.giveBack(tx, tenant, user.id));
    const from = isBack ? null : (membership?.role ?? null);
    if (from === role) return undefined;
    const kept = from !== null && (await this.isLastAdmin(tx, tenant, user.id, from, role));
    if (!membership) await this.join(tx, tenant, user, role);
    else if (!kept) await this.store.setRole(tx, tenant, user.id, role);
    facts.push(new RoleSynced(user, { from, to: role, value: mapped.rule.value, kept }));
    this.sessions.forgetAfter(tx, user.id);
    return undefined;
  }

  /** Out of the tenant, with their keys there, and out of every sign-in: until the provider says otherwise. */
  private async withdraw(
    tx: Tx,
    user: { id: string; username: string },
    membership: Membership | undefined,
    tenant: string,
    facts: Signal[],
  ): Promise<OidcRefused> {
    const from = membership?.state === 'active' ? membership.role : null;
    const kept =
      from !== null &&
      ((await this.isLastAdmin(tx, tenant, user.id, from, '')) ||
        (await this.store.isLastOfInstallation(tx, tenant, user.id)));
    if (from !== null && !kept) await this.store.withdraw(tx, tenant, user.id);
    const ended = (await this.open.revoke(tx, { userId: user.id }, this.clock.now())).map(({ id }) => id);
    if (from !== null || ended.length > 0)
      facts.push(new RoleWithdrawn(user, { from, sessions: ended.length, kept }));
    if (ended.length > 0) facts.push(new SignedOut(user, { sessions: ended, reason: 'provider' }));
    this.sessions.forgetAfter(tx, user.id);
    return noRole(user.username, user);
  }

  private async join(
    tx: Tx,
    tenant: string,
    user: { id: string; username: string },
    role: string,
  ): Promise<void> {
    await this.roomFor(user, () => this.store.join(tx, tenant, user.id, role));
  }

  private async roomFor(user: { id: string; username: string }, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      throw error instanceof DomainError && error.code === 'tenant_limit' ? noRoom(user, error) : error;
    }
  }

  /** Whether a role that goes would leave the tenant, or the installation, to nobody. */
  private async isLastAdmin(
    tx: Tx,
    tenant: string,
    userId: string,
    from: string,
    to: string,
  ): Promise<boolean> {
    if (!(await this.store.administers(tx, tenant, from)) || (await this.store.administers(tx, tenant, to)))
      return false;
    if (!(await this.store.othersAdminister(tx, tenant, userId))) return true;
    return this.store.isLastOfInstallation(tx, tenant, userId);
  }
}

function setupFirst(subject: string): OidcRefused {
  const message = 'Nobody administers this installation yet.';
  return new OidcRefused('oidc_setup', 'setup_needed', message, { subject });
}

function noAccount(who: OidcRefused['who']): OidcRefused {
  const message = 'This person has no account here, and none is made.';
  return new OidcRefused('oidc_no_account', 'no_account', message, who);
}

function noRole(subject: string, user?: { id: string; username: string }): OidcRefused {
  const who = user ? { user } : { subject };
  return new OidcRefused(
    'oidc_no_role',
    'no_role',
    'Nothing that the provider says leads to a role here.',
    who,
  );
}

function noRoom({ username }: { username: string }, cause: DomainError): OidcRefused {
  // By name alone: the account may be undone with the sign-in.
  return new OidcRefused('oidc_no_room', 'no_room', cause.message, { subject: username }, { cause });
}

function disabled(user: { id: string; username: string }): OidcRefused {
  return new OidcRefused('account_disabled', 'disabled', 'This account is disabled.', { user });
}
