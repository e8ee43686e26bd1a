import type { Signal } from '@legator/core';
import type { ApiKey } from '../api-key.entity.js';

/** A new key came in the place of this one, which goes on for a while or ended with it. */
export class ApiKeyRotated implements Signal {
  static readonly type = 'api_key.rotated';
  readonly type = ApiKeyRotated.type;
  readonly subject;
  readonly alsoAbout;
  readonly summary: string;
  readonly payload;
  readonly before;
  readonly after;

  constructor(old: Pick<ApiKey, 'id' | 'name' | 'expiresAt'>, by: string, worksUntil: Date) {
    this.subject = { type: 'api.key', id: old.id };
    this.alsoAbout = [{ type: 'api.key', id: by }];
    this.summary = `API key ${old.name} was rotated; the old one works until ${worksUntil.toISOString()}`;
    this.payload = { name: old.name, replaced_by: by, works_until: worksUntil.toISOString() };
    this.before = { expires_at: old.expiresAt?.toISOString() ?? null, replaced_by: null };
    this.after = { expires_at: worksUntil.toISOString(), replaced_by: by };
  }
}
