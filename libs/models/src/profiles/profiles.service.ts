import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { looksLocal } from '@legator/contracts';
import type { ChangeModelProfile, CreateModelProfile } from '@legator/contracts';
import { Clock, DomainError, newId, notFound, SecretVault, Signals, Transactions } from '@legator/core';
import type { Actor, Tx } from '@legator/core';
import { Activation } from './activation.service.js';
import { Dock } from './dock.js';
import { ModelProfileChanged } from './model-profile-changed.signal.js';
import { ENVIRONMENT_ID, maskKey, usualContext } from './profile.js';
import type { Profile } from './profile.js';
import { checkKeyStays, checkProfile } from './profile-rules.js';
import { secretOf } from './profile-secret.js';
import { forTrail } from './profile-view.js';
import { ProfilesStore } from './profiles.store.js';

/** What people change about a tenant's profiles: one use case, one transaction, one signal. */
@Injectable()
export class ProfilesService implements OnModuleInit {
  constructor(
    private readonly transactions: Transactions,
    private readonly store: ProfilesStore,
    private readonly dock: Dock,
    private readonly activation: Activation,
    private readonly vault: SecretVault,
    private readonly signals: Signals,
    private readonly clock: Clock,
  ) {}

  /** A wrong key for the secrets stops the start, not the first question. */
  async onModuleInit(): Promise<void> {
    await this.vault.open();
  }

  list(actor: Actor): Promise<Profile[]> {
    return this.transactions.run((tx) => this.dock.all(tx, actor.tenantId));
  }

  async create(actor: Actor, input: CreateModelProfile): Promise<Profile> {
    const key = input.api_key ?? '';
    const now = this.clock.now();
    const isLocal = input.is_local ?? looksLocal(input.base_url);
    const profile = applied(input, {
      ...{ id: newId(now.getTime()), name: '', provider: '', baseUrl: '', model: '', source: 'db' },
      ...{ keyMasked: maskKey(key), isLocal, isActive: false, tools: 'native' },
      ...{ contextTokens: usualContext(isLocal), maxOutputTokens: null, priceIn: null, priceOut: null },
      ...{ createdAt: now, updatedAt: now },
    });
    checkProfile(actor, profile, undefined, key !== '');
    return this.transactions.run(async (tx) => {
      await this.keep(tx, actor, profile);
      if (key !== '') await this.vault.put(tx, secretOf(actor.tenantId, profile.id), key, actor.name);
      const change = key === '' ? 'kept' : 'replaced';
      await this.signals.record(
        tx,
        new ModelProfileChanged('added', profile, change, null, forTrail(profile)),
      );
      if (input.is_active) await this.activation.within(tx, profile);
      return this.found(tx, actor, profile.id);
    });
  }

  /** A missing field stays; so does the key where it is blank, and null takes it away. */
  async change(actor: Actor, id: string, input: ChangeModelProfile): Promise<Profile> {
    return this.transactions.run(async (tx) => {
      await this.store.lock(tx, actor.tenantId);
      const before = await this.own(tx, actor, id);
      const key = input.api_key === null ? null : input.api_key || undefined;
      const moved = applied(input, { ...before, updatedAt: this.clock.now() });
      if (key === undefined) checkKeyStays(before, moved, before.keyMasked !== '');
      const profile = key === undefined ? moved : { ...moved, keyMasked: maskKey(key ?? '') };
      checkProfile(actor, profile, before, profile.keyMasked !== '');
      await this.keep(tx, actor, profile);
      const secret = secretOf(actor.tenantId, id);
      if (key) await this.vault.put(tx, secret, key, actor.name);
      if (key === null) await this.vault.remove(tx, secret);
      const change = key === undefined ? 'kept' : key === null ? 'cleared' : 'replaced';
      await this.signals.record(
        tx,
        new ModelProfileChanged('changed', profile, change, forTrail(before), forTrail(profile)),
      );
      if (input.is_active) await this.activation.within(tx, profile);
      return this.found(tx, actor, id);
    });
  }

  /** @throws `conflict` for the active one, unless the environment has one that takes over */
  async remove(actor: Actor, id: string): Promise<void> {
    await this.transactions.run(async (tx) => {
      await this.store.lock(tx, actor.tenantId);
      const profile = await this.own(tx, actor, id);
      const fallback = await this.dock.find(tx, actor.tenantId, ENVIRONMENT_ID);
      if (profile.isActive && !fallback)
        throw conflict(
          'This is the active profile, and there is no other to take over. Activate another one first.',
        );
      await this.store.remove(tx, id);
      await this.vault.remove(tx, secretOf(actor.tenantId, id));
      await this.signals.record(
        tx,
        new ModelProfileChanged('removed', profile, 'cleared', forTrail(profile), null),
      );
    });
  }

  private async own(tx: Tx, actor: Actor, id: string): Promise<Profile> {
    const profile = await this.found(tx, actor, id);
    if (profile.source === 'env')
      throw conflict('The environment of the server makes this profile; it is changed there.');
    return profile;
  }

  private async found(tx: Tx, actor: Actor, id: string): Promise<Profile> {
    const profile = await this.dock.find(tx, actor.tenantId, id);
    if (!profile) throw notFound('model profile', id);
    return profile;
  }

  private async keep(tx: Tx, actor: Actor, profile: Profile): Promise<void> {
    await this.store.lock(tx, actor.tenantId);
    if (await this.store.nameTaken(tx, profile.name, profile.id))
      throw conflict(`There is a model profile ${profile.name} already.`);
    await this.store.save(tx, actor.tenantId, profile);
  }
}

function applied(input: ChangeModelProfile, to: Profile): Profile {
  return {
    ...to,
    name: input.name ?? to.name,
    provider: input.provider ?? to.provider,
    baseUrl: input.base_url ?? to.baseUrl,
    model: input.model ?? to.model,
    isLocal: input.is_local ?? to.isLocal,
    tools: input.tools ?? to.tools,
    contextTokens: input.context_tokens ?? to.contextTokens,
    maxOutputTokens: orStay(input.max_output_tokens, to.maxOutputTokens),
    priceIn: orStay(input.price_in, to.priceIn),
    priceOut: orStay(input.price_out, to.priceOut),
  };
}

/** Missing leaves it, null clears it. */
function orStay(given: number | null | undefined, stays: number | null): number | null {
  return given === undefined ? stays : given;
}

function conflict(message: string): DomainError {
  return new DomainError('conflict', 'conflict', message);
}
