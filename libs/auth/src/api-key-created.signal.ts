import type { Signal } from '@legator/core';
import type { ApiKey } from './api-key.entity.js';

/** Someone made a key; the key itself is in no record. */
export class ApiKeyCreated implements Signal {
  static readonly type = 'api_key.created';
  readonly type = ApiKeyCreated.type;
  readonly subject;
  readonly summary: string;
  readonly payload;
  readonly after;

  constructor(
    key: Pick<
      ApiKey,
      | 'id'
      | 'name'
      | 'prefix'
      | 'permissions'
      | 'grants'
      | 'expiresAt'
      | 'madeByType'
      | 'madeById'
      | 'madeWith'
      | 'serviceAccountId'
    >,
  ) {
    this.subject = { type: 'api.key', id: key.id };
    this.summary = `API key ${key.name} was created`;
    this.payload = {
      name: key.name,
      prefix: key.prefix,
      permissions: [...key.permissions, ...key.grants],
      expires_at: key.expiresAt?.toISOString() ?? null,
      made_by: key.madeByType && `${key.madeByType}:${key.madeById}`,
      made_with: key.madeWith,
      service_account: key.serviceAccountId,
    };
    this.after = this.payload;
  }
}
