import { Inject, Injectable } from '@nestjs/common';
import type { Me } from '@legator/contracts';
import { CONFIG, csrfIn, EventSource, notFound, Signals, Transactions } from '@legator/core';
import type { Actor, Config } from '@legator/core';
import { sessionOf } from '../sign-in/confirmations.service.js';
import { permissionsOf, Sessions } from '../sessions/sessions.service.js';
import { SessionsStore } from '../sessions/sessions.store.js';
import { TenantSwitched } from './tenant-switched.signal.js';
import { UsersStore } from './users.store.js';

/** What the console and the command line need to know about whoever uses them. */
@Injectable()
export class WhoAmI {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly transactions: Transactions,
    private readonly users: UsersStore,
    private readonly sessions: Sessions,
    private readonly store: SessionsStore,
    private readonly signals: Signals,
    private readonly events: EventSource,
  ) {}

  async describe(actor: Actor): Promise<Me> {
    const plain = {
      id: actor.id,
      username: actor.name,
      display_name: actor.name,
      role: actor.type === 'key' ? 'api_key' : 'admin',
      type: actor.type,
      permissions: [...actor.permissions, ...(actor.grants ?? [])],
      tenant_id: actor.tenantId,
      newest_event: await this.events.newest(),
      ...(actor.installationAdmin ? { installation_admin: true } : {}),
    };
    return actor.session ? { ...plain, ...(await this.person(actor)) } : plain;
  }

  /** @throws `not_found` for a tenant where the person does not belong, as for one that does not exist */
  async moveTo(actor: Actor, tenantId: string): Promise<Me> {
    const { id } = sessionOf(actor);
    if (tenantId === actor.tenantId) return this.describe(actor);
    const found = await this.transactions.worker(async (tx) => {
      if (!(await this.store.move(tx, id, actor.id, tenantId))) throw notFound('tenant', tenantId);
      this.sessions.forgetAfter(tx, actor.id);
      const session = await this.store.byId(tx, id);
      const context = { actor: { ...actor, tenantId } };
      const signal = new TenantSwitched(actor, actor.tenantId, tenantId);
      await this.signals.recordAll(tx, [{ signal, context }]);
      return session!;
    });
    return this.describe({ ...actor, tenantId, permissions: permissionsOf(found) });
  }

  private async person(actor: Actor): Promise<Partial<Me>> {
    const session = sessionOf(actor);
    return this.transactions.worker(async (tx) => {
      const found = await this.store.byId(tx, session.id);
      const user = await this.users.byId(tx, actor.id);
      const tenants = await this.users.tenantsOf(tx, actor.id);
      if (!found || !user) return {};
      return {
        display_name: found.displayName,
        role: found.role,
        tenants: tenants.map(({ id, name, role }) => ({ id, name, role })),
        session_id: found.id,
        ...(session.csrf ? { csrf_token: csrfIn(actor.tenantId, session.csrf) } : {}),
        ...(found.mustChangePassword ? { must_change_password: true } : {}),
        ...(found.confirmedAt ? { confirmed_at: found.confirmedAt.toISOString() } : {}),
        session_expires_at: found.expiresAt.toISOString(),
        session_idle_seconds: Math.floor(this.config.sessionIdleMs / 1_000),
        has_passkey: user.passkeys > 0,
        has_password: user.passwordHash !== null,
      };
    });
  }
}
