import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { FederationGrant, Permission } from '@legator/contracts';
import { TenantLimits } from '@legator/core';
import { DirectiveTypes } from '@legator/directives';
import { KeyChanges } from './key-changes.js';

/** What a key's directive carries, and so every record of it: neither the key nor what it is known by. */
const Creation = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  description: z.string().nullable().default(null),
  prefix: z.string(),
  permissions: z.array(Permission),
  grants: z.array(FederationGrant).default([]),
  expires_at: z.string().nullable(),
  service_account_id: z.uuid().nullable().default(null),
});
type Creation = z.infer<typeof Creation>;
const Rotation = z.strictObject({
  id: z.uuid(),
  new_id: z.uuid(),
  prefix: z.string(),
  works_until: z.string(),
});
type Rotation = z.infer<typeof Rotation>;
const Revocation = z.strictObject({ id: z.uuid() });

const SHARED = {
  kind: 'inline',
  permission: 'key:manage',
  judged: false,
  requestable: false,
  rerunnable: false,
} as const;

/** The intents about keys: each change is a directive of its own. */
@Injectable()
export class KeyDirectives {
  /** By the id of a key that is being made: its directive is done within the request for it, or not at all. */
  private readonly hashes = new Map<string, Buffer>();

  constructor(
    private readonly types: DirectiveTypes,
    private readonly changes: KeyChanges,
    private readonly limits: TenantLimits,
  ) {}

  /** Keeps the hash of a key at hand while its directive runs; it is in no payload. */
  async making<T>(id: string, hash: Buffer, request: () => Promise<T>): Promise<T> {
    this.hashes.set(id, hash);
    try {
      return await request();
    } finally {
      this.hashes.delete(id);
    }
  }

  register(): void {
    this.types.register<Creation>({
      ...SHARED,
      name: 'api_key.create',
      title: 'Create an API key',
      schema: Creation,
      summarize: ({ name }) => `create the API key ${name}`,
      subject: ({ id }) => ({ type: 'api.key', id }),
      run: async (tx, { requestedBy, tenantId }, payload) => {
        const { id, name, description, prefix, permissions, grants } = payload;
        await this.limits.makeRoom(tx, tenantId, 'api_keys');
        await this.changes.create(
          tx,
          { ...requestedBy, tenantId },
          {
            ...{ id, name, description, prefix, permissions, grants },
            hash: this.hashOf(id),
            expiresAt: payload.expires_at ? new Date(payload.expires_at) : null,
            serviceAccountId: payload.service_account_id,
          },
        );
        return { id };
      },
    });
    this.types.register<Rotation>({
      ...SHARED,
      name: 'api_key.rotate',
      title: 'Rotate an API key',
      schema: Rotation,
      summarize: ({ id }) => `rotate the API key ${id}`,
      subject: ({ id }) => ({ type: 'api.key', id }),
      alsoAbout: ({ new_id: id }) => [{ type: 'api.key', id }],
      run: async (tx, { requestedBy, tenantId }, { id, new_id: newId, prefix, works_until: until }) => {
        const next = { id: newId, prefix, hash: this.hashOf(newId) };
        await this.changes.rotate(tx, { ...requestedBy, tenantId }, id, next, new Date(until));
        return { id: newId };
      },
    });
    this.types.register<z.infer<typeof Revocation>>({
      ...SHARED,
      name: 'api_key.revoke',
      title: 'Revoke an API key',
      schema: Revocation,
      summarize: ({ id }) => `revoke the API key ${id}`,
      subject: ({ id }) => ({ type: 'api.key', id }),
      run: async (tx, _directive, { id }) => {
        await this.changes.revoke(tx, id);
        return { id };
      },
    });
  }

  private hashOf(id: string): Buffer {
    const hash = this.hashes.get(id);
    if (!hash) throw new Error('A key is made only by the request for it.');
    return hash;
  }
}
