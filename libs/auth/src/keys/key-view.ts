import type { ApiKeyView } from '@legator/contracts';
import type { ListedKey } from '../api-keys.store.js';
import { effectiveRights } from './key-bounds.js';

const SOON_MS = 7 * 86_400_000;

/** A key for people and programs; what it is known by stays in its table. */
export function toKeyView(key: ListedKey, now: Date): ApiKeyView {
  const left = key.expiresAt ? key.expiresAt.getTime() - now.getTime() : Infinity;
  const { description, madeWith, serviceAccountId, accountName, replacedBy, lastUsedAt, expiresAt } = key;
  return {
    id: key.id,
    name: key.name,
    ...(description && { description }),
    key_prefix: key.prefix,
    permissions: [...key.permissions, ...key.grants],
    effective_permissions: [...effectiveRights(key.permissions, key.bound)],
    created_at: key.createdAt.toISOString(),
    ...(lastUsedAt && { last_used_at: lastUsedAt.toISOString() }),
    ...(expiresAt && { expires_at: expiresAt.toISOString() }),
    expired: left <= 0,
    expires_soon: left > 0 && left <= SOON_MS,
    enabled: key.revokedAt === null && key.bound?.active !== false,
    owner: {
      type: key.madeByType ?? 'unknown',
      ...(key.madeById && { id: key.madeById }),
      name: key.createdBy,
    },
    ...(madeWith && { made_with: madeWith }),
    ...(serviceAccountId && { service_account: { id: serviceAccountId, name: accountName ?? '' } }),
    ...(replacedBy && { replaced_by: replacedBy }),
  };
}
