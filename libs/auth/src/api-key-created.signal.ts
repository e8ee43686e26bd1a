import type { Signal } from '@legator/core';

/** Someone made a key; the key itself is in no record. */
export class ApiKeyCreated implements Signal {
  static readonly type = 'api_key.created';
  readonly type = ApiKeyCreated.type;
  readonly subject;
  readonly summary: string;
  readonly payload;

  constructor(
    id: string,
    name: string,
    prefix: string,
    permissions: readonly string[],
    expiresAt: string | null,
  ) {
    this.subject = { type: 'api.key', id };
    this.summary = `API key ${name} was created`;
    this.payload = { name, prefix, permissions, expires_at: expiresAt };
  }
}
