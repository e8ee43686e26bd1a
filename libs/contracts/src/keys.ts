import { z } from 'zod';
import { Permission } from './permissions.js';

/**
 * What a key may read of other installations, once there are any: `tenant:berlin`, `org:acme`, `scope:*`, with or without
 * `federation:` before it. Kept word for word; none for a dimension means that it is not narrowed.
 */
export const FederationGrant = z
  .string()
  .regex(
    /^(?:federation:)?(?:tenant|org|scope):(?:\*|[A-Za-z0-9][A-Za-z0-9._-]{0,127})$/,
    'is neither a permission nor a grant such as tenant:berlin, org:acme or scope:*',
  );
export type FederationGrant = z.infer<typeof FederationGrant>;

/** What may stand in the list of a key. A name that is a permission is never read as a grant. */
export const KeyPermission = z.union([Permission, FederationGrant], {
  error: 'is neither a permission nor a grant such as tenant:berlin, org:acme or scope:*',
});
export type KeyPermission = z.infer<typeof KeyPermission>;

/** Body of `POST /api/v1/auth/keys`. `expires_in` is a duration such as `720h`; absent means it does not expire. */
export const CreateApiKey = z.object({
  name: z.string().trim().min(1).max(100),
  description: z.string().trim().max(500).optional(),
  permissions: z.array(KeyPermission).min(1).max(128),
  expires_in: z.string().max(32).optional(),
  /** The account that the key belongs to, instead of whoever makes it. */
  service_account_id: z.uuid().optional(),
});
export type CreateApiKey = z.infer<typeof CreateApiKey>;

/** Body of `POST /api/v1/auth/keys/{id}/rotate`. */
export const RotateApiKey = z.strictObject({
  /** How long the old key goes on beside the new one: 24h unless said, at most 30d, `0s` for not at all. */
  overlap: z.string().max(32).optional(),
});
export type RotateApiKey = z.infer<typeof RotateApiKey>;

export const KeyOwner = z.object({
  /** `unknown` for keys that were made before this was kept. */
  type: z.enum(['user', 'local', 'system', 'unknown']),
  id: z.string().optional(),
  name: z.string(),
});
export type KeyOwner = z.infer<typeof KeyOwner>;

export const ApiKeyView = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string().optional(),
  key_prefix: z.string(),
  /** What the key was given; grants stand behind the permissions. */
  permissions: z.array(KeyPermission),
  /** What it may do now: never more than whoever it belongs to. */
  effective_permissions: z.array(Permission),
  created_at: z.iso.datetime(),
  last_used_at: z.iso.datetime().optional(),
  expires_at: z.iso.datetime().optional(),
  expired: z.boolean(),
  /** Within a week. */
  expires_soon: z.boolean(),
  /** Whether anybody gets in with it; false also while the account or the person it belongs to is disabled. */
  enabled: z.boolean(),
  /** Who answers for it. */
  owner: KeyOwner,
  /** The key with which it was made, if it was. */
  made_with: z.string().optional(),
  service_account: z.object({ id: z.string(), name: z.string() }).optional(),
  /** The key that came in its place; this one ends at `expires_at`. */
  replaced_by: z.string().optional(),
});
export type ApiKeyView = z.infer<typeof ApiKeyView>;

export const ApiKeyList = z.object({ keys: z.array(ApiKeyView), total: z.int() });
export type ApiKeyList = z.infer<typeof ApiKeyList>;

/** The only answer that ever holds the key itself. */
export const CreatedApiKey = z.object({ key: ApiKeyView, plain_key: z.string(), warning: z.string() });
export type CreatedApiKey = z.infer<typeof CreatedApiKey>;

/** The new key, and until when the old one goes on. */
export const RotatedApiKey = CreatedApiKey.extend({
  replaces: z.object({ id: z.string(), works_until: z.iso.datetime() }),
});
export type RotatedApiKey = z.infer<typeof RotatedApiKey>;
