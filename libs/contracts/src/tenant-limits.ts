import { z } from 'zod';

/** What can be limited for one tenant. */
export const LimitedThing = z.enum(['probes', 'api_keys', 'users', 'commands_per_minute']);
export type LimitedThing = z.infer<typeof LimitedThing>;

const Most = z.int().min(0).max(10_000_000).nullable();

/** How much one tenant may have; null, or nothing, is no limit. */
export type TenantLimitNumbers = Partial<Record<LimitedThing, number | null>>;

/** Body of `PUT /api/v1/tenants/{id}/limits`: what is left out stays, `null` takes a limit away. */
export const SetTenantLimits = z.strictObject({
  probes: Most.optional(),
  api_keys: Most.optional(),
  users: Most.optional(),
  commands_per_minute: Most.optional(),
});
export type SetTenantLimits = z.infer<typeof SetTenantLimits>;

const numbers = <T extends z.ZodType>(one: T) =>
  z.object({ probes: one, api_keys: one, users: one, commands_per_minute: one });

export const TenantUsage = numbers(z.int());
export type TenantUsage = z.infer<typeof TenantUsage>;

/** Limits of a tenant, and what it has of it now. */
export const TenantLimitsView = z.object({
  tenant_id: z.string(),
  limits: numbers(z.int().nullable()),
  usage: TenantUsage,
});
export type TenantLimitsView = z.infer<typeof TenantLimitsView>;
