import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import type { CreateApiKey, RotateApiKey } from '@legator/contracts';
import {
  Clock,
  currentContext,
  invalidAt,
  may,
  newId,
  notFound,
  parseDuration,
  Transactions,
} from '@legator/core';
import { DirectiveRequests } from '@legator/directives';
import { ApiKeysStore } from './api-keys.store.js';
import type { ListedKey } from './api-keys.store.js';
import { KeyDirectives } from './keys/key-directives.js';
import { partRights } from './keys/key-grants.js';
import { beyondOwnRights } from './keys/keys.errors.js';
import { makeKey } from './secret-key.js';

export type { ListedKey } from './api-keys.store.js';

const LONGEST_LIFE_MS = 10 * 365 * 86_400_000;
const OVERLAP = '24h';
const LONGEST_OVERLAP_MS = 30 * 86_400_000;

/** Makes, rotates and revokes keys, each as a directive of its own. */
@Injectable()
export class ApiKeysService implements OnModuleInit {
  constructor(
    private readonly transactions: Transactions,
    private readonly store: ApiKeysStore,
    private readonly directives: KeyDirectives,
    private readonly requests: DirectiveRequests,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.directives.register();
  }

  list(): Promise<ListedKey[]> {
    return this.transactions.run((tx) => this.store.list(tx));
  }

  /** The key is in the answer and nowhere else. Nobody can give a key more than they have themselves. */
  async create(input: CreateApiKey): Promise<{ key: ListedKey; plainKey: string }> {
    const { actor } = currentContext();
    const { permissions, grants } = partRights(input.permissions);
    const beyond = permissions.find((permission) => !may(actor, permission));
    if (beyond) throw beyondOwnRights(beyond);
    const expiresAt = input.expires_in === undefined ? null : this.expiry(input.expires_in);
    const { key: plainKey, prefix, hash } = makeKey();
    const id = newId();
    const payload = {
      ...{ id, name: input.name, description: input.description || null, prefix, permissions, grants },
      expires_at: expiresAt?.toISOString() ?? null,
      service_account_id: input.service_account_id ?? null,
    };
    await this.directives.making(id, hash, () => this.requests.request({ type: 'api_key.create', payload }));
    return { key: await this.get(id), plainKey };
  }

  /**
   * A new key with the same rights; the old one goes on for the overlap. Of two who rotate it at once, one does.
   *
   * @returns with it until when the old one works
   */
  async rotate(
    id: string,
    { overlap = OVERLAP }: RotateApiKey,
  ): Promise<{ key: ListedKey; plainKey: string; worksUntil: Date }> {
    const ms = parseDuration(overlap);
    if (ms === undefined || ms > LONGEST_OVERLAP_MS)
      throw invalidAt('overlap', 'must be a duration such as 24h or 7d, at most 30d, or 0s for none');
    const until = new Date(this.clock.now().getTime() + ms);
    const { key: plainKey, prefix, hash } = makeKey();
    const nextId = newId();
    const payload = { id, new_id: nextId, prefix, works_until: until.toISOString() };
    await this.directives.making(nextId, hash, () =>
      this.requests.request({ type: 'api_key.rotate', payload }),
    );
    const old = await this.get(id);
    const worksUntil = old.revokedAt ?? old.expiresAt ?? until;
    return { key: await this.get(nextId), plainKey, worksUntil };
  }

  async revoke(id: string): Promise<void> {
    await this.requests.request({ type: 'api_key.revoke', payload: { id } });
  }

  private async get(id: string): Promise<ListedKey> {
    const found = await this.transactions.run((tx) => this.store.find(tx, id));
    if (!found) throw notFound('API key', id);
    return found;
  }

  private expiry(text: string): Date {
    const ms = parseDuration(text);
    if (!ms || ms > LONGEST_LIFE_MS)
      throw invalidAt('expires_in', 'must be a duration such as 720h or 90d, at most ten years');
    return new Date(this.clock.now().getTime() + ms);
  }
}
