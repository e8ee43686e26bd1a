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
