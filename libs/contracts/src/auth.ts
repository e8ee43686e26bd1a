import { z } from 'zod';
import { Permission } from './permissions.js';

/** Body of `POST /api/v1/auth/keys`. `expires_in` is a duration such as `720h`; absent means it does not expire. */
export const CreateApiKey = z.object({
  name: z.string().trim().min(1).max(100),
  permissions: z.array(Permission).min(1).max(64),
  expires_in: z.string().max(32).optional(),
});
export type CreateApiKey = z.infer<typeof CreateApiKey>;

export const ApiKeyView = z.object({
  id: z.string(),
  name: z.string(),
  key_prefix: z.string(),
  permissions: z.array(Permission),
  created_at: z.iso.datetime(),
  last_used_at: z.iso.datetime().optional(),
  expires_at: z.iso.datetime().optional(),
  enabled: z.boolean(),
});
export type ApiKeyView = z.infer<typeof ApiKeyView>;

export const ApiKeyList = z.object({ keys: z.array(ApiKeyView), total: z.int() });
export type ApiKeyList = z.infer<typeof ApiKeyList>;

/** The only answer that ever holds the key itself. */
export const CreatedApiKey = z.object({ key: ApiKeyView, plain_key: z.string(), warning: z.string() });
export type CreatedApiKey = z.infer<typeof CreatedApiKey>;

/** Whoever is signed in, and what they may do. */
export const Me = z.object({
  id: z.string(),
  username: z.string(),
  display_name: z.string(),
  role: z.string(),
  type: z.string(),
  permissions: z.array(Permission),
  tenant_id: z.string(),
});
export type Me = z.infer<typeof Me>;
