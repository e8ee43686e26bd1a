import { Injectable } from '@nestjs/common';
import type { DataBoundary } from '@legator/contracts';
import { DomainError, Transactions } from '@legator/core';
import type { Actor } from '@legator/core';
import { ModelSettingsStore } from '../settings/model-settings.store.js';
import { Dock } from './dock.js';
import type { Profile } from './profile.js';

/** Who answers now, and what it may see. */
@Injectable()
export class ActiveProfile {
  constructor(
    private readonly transactions: Transactions,
    private readonly dock: Dock,
    private readonly settings: ModelSettingsStore,
  ) {}

  /** @throws `not_found` while no model is set up */
  get({ tenantId }: Actor): Promise<{ profile: Profile; boundary: DataBoundary }> {
    return this.transactions.run(async (tx) => {
      const profile = await this.dock.active(tx, tenantId);
      if (!profile) throw new DomainError('not_found', 'not_found', 'No model profile is active.');
      const { boundary } = await this.settings.get(tx);
      return { profile, boundary: profile.isLocal ? 'full' : boundary };
    });
  }
}
