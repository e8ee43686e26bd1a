import { Injectable } from '@nestjs/common';
import { DomainError, notFound, Signals, Transactions } from '@legator/core';
import type { Actor, Tx } from '@legator/core';
import { chatModel } from '../calls/chat-models.js';
import { Dock } from './dock.js';
import { ModelProfileActivated } from './model-profile-activated.signal.js';
import type { Profile } from './profile.js';
import { ProfilesStore } from './profiles.store.js';

/** Which profile answers: at most one, changed at once, and followed by every replica from the next call on. */
@Injectable()
export class Activation {
  constructor(
    private readonly transactions: Transactions,
    private readonly store: ProfilesStore,
    private readonly dock: Dock,
    private readonly signals: Signals,
  ) {}

  /** @throws `llm_unavailable` for one that could not be asked: its key cannot be read, or its package is missing */
  async activate(actor: Actor, id: string): Promise<Profile> {
    return this.transactions.run(async (tx) => {
      await this.store.lock(tx, actor.tenantId);
      const profile = await this.dock.find(tx, actor.tenantId, id);
      if (!profile) throw notFound('model profile', id);
      await this.check(tx, actor, profile);
      await this.within(tx, profile);
      return { ...profile, isActive: true };
    });
  }

  /** The same for a caller that holds the dock's lock and knows the profile. */
  async within(tx: Tx, profile: Profile): Promise<void> {
    const before = await this.store.activate(tx, profile.id);
    if (before === profile.id || (profile.source === 'env' && before === undefined)) return;
    await this.signals.record(tx, new ModelProfileActivated(profile, before ?? null));
  }

  private async check(tx: Tx, actor: Actor, profile: Profile): Promise<void> {
    try {
      const key = await this.dock.keyOf(tx, actor.tenantId, profile);
      await chatModel({ profile, key, fetch });
    } catch (cause) {
      const message = `The model "${profile.name}" cannot be asked: ${(cause as Error).message}`;
      throw new DomainError('bad_gateway', 'llm_unavailable', message, { cause });
    }
  }
}
