import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import type { ChangeServiceAccount, CreateServiceAccount } from '@legator/contracts';
import { newId, notFound, Transactions } from '@legator/core';
import { DirectiveRequests } from '@legator/directives';
import type { ServiceAccount } from './service-account.js';
import { ServiceAccountDirectives } from './service-account-directives.js';
import { ServiceAccountsStore } from './service-accounts.store.js';

/** Accounts for programs: what they may do stands with the account, and each of its keys may do that or less. */
@Injectable()
export class ServiceAccountsService implements OnModuleInit {
  constructor(
    private readonly transactions: Transactions,
    private readonly store: ServiceAccountsStore,
    private readonly directives: ServiceAccountDirectives,
    private readonly requests: DirectiveRequests,
  ) {}

  onModuleInit(): void {
    this.directives.register();
  }

  list(): Promise<ServiceAccount[]> {
    return this.transactions.run((tx) => this.store.list(tx));
  }

  async create({ name, description, permissions, role }: CreateServiceAccount): Promise<ServiceAccount> {
    const id = newId();
    const payload = {
      ...{ id, name, description: description || null },
      permissions: permissions ? [...new Set(permissions)] : null,
      role: role ?? null,
    };
    await this.requests.request({ type: 'service_account.create', payload });
    return this.get(id);
  }

  /** What is left out stays; no description is said by null. */
  async change(id: string, change: ChangeServiceAccount): Promise<ServiceAccount> {
    const { description, ...rest } = change;
    const payload = { id, ...rest, ...(description !== undefined && { description: description || null }) };
    await this.requests.request({ type: 'service_account.change', payload });
    return this.get(id);
  }

  /** Revokes its keys with it. */
  async remove(id: string): Promise<void> {
    await this.requests.request({ type: 'service_account.remove', payload: { id } });
  }

  private async get(id: string): Promise<ServiceAccount> {
    const found = await this.transactions.run((tx) => this.store.find(tx, id));
    if (!found) throw notFound('service account', id);
    return found;
  }
}
