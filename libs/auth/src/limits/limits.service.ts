import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import type { SetTenantLimits, TenantLimitNumbers, TenantLimitsView } from '@legator/contracts';
import { DomainError, notFound, Signals, TenantLimits, Transactions } from '@legator/core';
import type { Actor, Tx } from '@legator/core';
import { LimitsStore } from './limits.store.js';
import { TenantLimitsChanged } from './tenant-limits-changed.signal.js';

/** Shows and sets how much a tenant may have. */
@Injectable()
export class LimitsService implements OnModuleInit {
  constructor(
    private readonly limits: TenantLimits,
    private readonly store: LimitsStore,
    private readonly transactions: Transactions,
    private readonly signals: Signals,
  ) {}

  onModuleInit(): void {
    this.limits.readFrom((tx, tenantId) => this.store.read(tx, tenantId));
    this.limits.countBy('api_keys', (tx, tenantId) => this.store.keys(tx, tenantId));
    this.limits.countBy('users', (tx, tenantId) => this.store.people(tx, tenantId));
  }

  /** One's own tenant, or any for who runs the installation. @throws `not_found` */
  async show(actor: Actor, tenantId: string): Promise<TenantLimitsView> {
    if (tenantId === actor.tenantId)
      return this.transactions.runAs(tenantId, (tx) => this.view(tx, tenantId));
    if (!actor.installationAdmin) throw notFound('tenant', tenantId);
    return this.transactions.worker(async (tx) => {
      if (!(await this.store.isTenant(tx, tenantId))) throw notFound('tenant', tenantId);
      return this.view(tx, tenantId);
    });
  }

  /**
   * What is there already stays, whatever the new limit: only what comes next is refused. Nobody raises the limits of
   * their own tenant by being its administrator.
   */
  async set(actor: Actor, tenantId: string, wanted: SetTenantLimits): Promise<TenantLimitsView> {
    if (!actor.installationAdmin) {
      if (tenantId !== actor.tenantId) throw notFound('tenant', tenantId);
      throw installationOnly();
    }
    return this.transactions.worker(async (tx) => {
      if (!(await this.store.lockTenant(tx, tenantId))) throw notFound('tenant', tenantId);
      const before = await this.store.read(tx, tenantId);
      const after: TenantLimitNumbers = { ...before, ...wanted };
      await this.store.write(tx, tenantId, after, actor.name);
      const signal = new TenantLimitsChanged(tenantId, before, after);
      await this.signals.recordAll(tx, [{ signal, context: { actor: { ...actor, tenantId } } }]);
      return this.view(tx, tenantId);
    });
  }

  private async view(tx: Tx, tenantId: string): Promise<TenantLimitsView> {
    const limits = await this.store.read(tx, tenantId);
    const { probes = null, api_keys = null, users = null, commands_per_minute = null } = limits;
    return {
      tenant_id: tenantId,
      limits: { probes, api_keys, users, commands_per_minute },
      usage: await this.limits.usage(tx, tenantId),
    };
  }
}

function installationOnly(): DomainError {
  return new DomainError(
    'forbidden',
    'installation_admin_only',
    'Only who runs this installation changes the limits of a tenant. Ask them.',
  );
}
