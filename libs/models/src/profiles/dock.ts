import { Injectable } from '@nestjs/common';
import type { DataBoundary, ModelFeature } from '@legator/contracts';
import { SecretVault } from '@legator/core';
import type { Tx } from '@legator/core';
import { ModelSettingsStore } from '../settings/model-settings.store.js';
import { EnvironmentProfile } from './environment-profile.js';
import { ENVIRONMENT_ID } from './profile.js';
import type { Profile } from './profile.js';
import { secretOf } from './profile-secret.js';
import { ProfilesStore } from './profiles.store.js';

/** A tenant's profiles, the one of the environment among them. */
@Injectable()
export class Dock {
  constructor(
    private readonly store: ProfilesStore,
    private readonly settings: ModelSettingsStore,
    private readonly environment: EnvironmentProfile,
    private readonly vault: SecretVault,
  ) {}

  /** The one of the environment is active while none of the tenant's own is. */
  async all(tx: Tx, tenantId: string): Promise<Profile[]> {
    const own = await this.store.all(tx);
    const given = this.environment.find(tenantId, !own.some(({ isActive }) => isActive));
    return given ? [...own, given] : own;
  }

  async find(tx: Tx, tenantId: string, id: string): Promise<Profile | undefined> {
    if (id !== ENVIRONMENT_ID) return this.store.find(tx, id);
    return (await this.all(tx, tenantId)).find(({ source }) => source === 'env');
  }

  async active(tx: Tx, tenantId: string): Promise<Profile | undefined> {
    return (await this.all(tx, tenantId)).find(({ isActive }) => isActive);
  }

  /** Whom to ask for a feature, in order: those that were named for it, or else the active one. */
  async order(
    tx: Tx,
    tenantId: string,
    feature: ModelFeature,
  ): Promise<{ profiles: Profile[]; boundary: DataBoundary }> {
    const { boundary, routing } = await this.settings.get(tx);
    const all = await this.all(tx, tenantId);
    const named = (routing[feature] ?? []).flatMap((id) => all.find((one) => one.id === id) ?? []);
    return { profiles: named.length > 0 ? named : all.filter(({ isActive }) => isActive), boundary };
  }

  /** The key of a profile; blank when it has none. */
  async keyOf(tx: Tx, tenantId: string, { id, source }: Profile): Promise<string> {
    if (source === 'env') return this.environment.key ?? '';
    return (await this.vault.reveal(tx, secretOf(tenantId, id))) ?? '';
  }
}
