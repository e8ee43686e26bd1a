import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { z } from 'zod';
import { Permission } from '@legator/contracts';
import type { CreateApiKey } from '@legator/contracts';
import {
  ACCESS_REVOKED_TOPIC,
  afterCommit,
  Bus,
  Clock,
  currentContext,
  DomainError,
  invalidAt,
  may,
  newId,
  notFound,
  parseDuration,
  Signals,
  Transactions,
} from '@legator/core';
import { DirectiveRequests, DirectiveTypes } from '@legator/directives';
import { ApiKeyCreated } from './api-key-created.signal.js';
import { ApiKeyRevoked } from './api-key-revoked.signal.js';
import type { ApiKey } from './api-key.entity.js';
import { ApiKeysStore } from './api-keys.store.js';
import { makeKey } from './secret-key.js';

/** What a key's directive carries, and so every record of it: neither the key nor what it is known by. */
const Creation = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  prefix: z.string(),
  permissions: z.array(Permission),
  expires_at: z.string().nullable(),
});
type Creation = z.infer<typeof Creation>;
const Revocation = z.strictObject({ id: z.uuid() });

export type ListedKey = Omit<ApiKey, 'hash'>;

/** Makes and revokes keys, each as a directive of its own. */
@Injectable()
export class ApiKeysService implements OnModuleInit {
  /** By the id of a key that is being made: its directive is done within the request for it, or not at all. */
  private readonly hashes = new Map<string, Buffer>();

  constructor(
    private readonly transactions: Transactions,
    private readonly store: ApiKeysStore,
    private readonly types: DirectiveTypes,
    private readonly requests: DirectiveRequests,
    private readonly signals: Signals,
    private readonly clock: Clock,
    private readonly bus: Bus,
  ) {}

  onModuleInit(): void {
    const shared = {
      kind: 'inline',
      permission: 'key:manage',
      judged: false,
      requestable: false,
      rerunnable: false,
    } as const;
    this.types.register<Creation>({
      ...shared,
      name: 'api_key.create',
      title: 'Create an API key',
      schema: Creation,
      summarize: ({ name }) => `create the API key ${name}`,
      subject: ({ id }) => ({ type: 'api.key', id }),
      run: async (tx, directive, payload) => {
        const hash = this.hashes.get(payload.id);
        if (!hash) throw new Error('A key is made only by the request for it.');
        await this.store.insert(tx, {
          id: payload.id,
          tenantId: directive.tenantId,
          name: payload.name,
          prefix: payload.prefix,
          hash,
          permissions: payload.permissions,
          createdBy: directive.requestedBy.name,
          createdAt: this.clock.now(),
          expiresAt: payload.expires_at ? new Date(payload.expires_at) : null,
        });
        await this.signals.record(
          tx,
          new ApiKeyCreated(
            payload.id,
            payload.name,
            payload.prefix,
            payload.permissions,
            payload.expires_at,
          ),
        );
        return { id: payload.id };
      },
    });
    this.types.register<z.infer<typeof Revocation>>({
      ...shared,
      name: 'api_key.revoke',
      title: 'Revoke an API key',
      schema: Revocation,
      summarize: ({ id }) => `revoke the API key ${id}`,
      subject: ({ id }) => ({ type: 'api.key', id }),
      run: async (tx, _directive, { id }) => {
        const name = await this.store.revoke(tx, id, this.clock.now());
        if (name === undefined) throw notFound('API key', id);
        await this.signals.record(tx, new ApiKeyRevoked(id, name));
        afterCommit(tx, () => this.bus.publish(ACCESS_REVOKED_TOPIC, id));
        return { id };
      },
    });
  }

  list(): Promise<ListedKey[]> {
    return this.transactions.run((tx) => this.store.list(tx));
  }

  /** The key is in the answer and nowhere else. Nobody can give a key more than they have themselves. */
  async create(input: CreateApiKey): Promise<{ key: ListedKey; plainKey: string }> {
    const { actor } = currentContext();
    const beyond = input.permissions.find((permission) => !may(actor, permission));
    if (beyond) {
      throw new DomainError(
        'forbidden',
        'forbidden',
        `You cannot give a key the permission ${beyond}, which you do not have.`,
      );
    }
    const expiresAt = input.expires_in === undefined ? null : this.expiry(input.expires_in);
    const { key: plainKey, prefix, hash } = makeKey();
    const id = newId();
    this.hashes.set(id, hash);
    try {
      await this.requests.request({
        type: 'api_key.create',
        payload: {
          id,
          name: input.name,
          prefix,
          permissions: [...new Set(input.permissions)],
          expires_at: expiresAt?.toISOString() ?? null,
        },
      });
    } finally {
      this.hashes.delete(id);
    }
    const made = (await this.list()).find((one) => one.id === id);
    if (!made) throw notFound('API key', id);
    return { key: made, plainKey };
  }

  async revoke(id: string): Promise<void> {
    await this.requests.request({ type: 'api_key.revoke', payload: { id } });
  }

  private expiry(text: string): Date {
    const ms = parseDuration(text);
    if (!ms || ms > 10 * 365 * 86_400_000) {
      throw invalidAt('expires_in', 'must be a duration such as 720h or 90d, at most ten years');
    }
    return new Date(this.clock.now().getTime() + ms);
  }
}
