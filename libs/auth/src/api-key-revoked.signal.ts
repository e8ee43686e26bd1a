import type { Signal } from '@legator/core';

/** A key works no more. */
export class ApiKeyRevoked implements Signal {
  static readonly type = 'api_key.revoked';
  readonly type = ApiKeyRevoked.type;
  readonly subject;
  readonly summary: string;
  readonly payload;
  readonly before = { enabled: true };
  readonly after = { enabled: false };

  constructor(id: string, name: string) {
    this.subject = { type: 'api.key', id };
    this.summary = `API key ${name} was revoked`;
    this.payload = { name };
  }
}
