import { z } from 'zod';
import { isPrintable } from './printable.js';

/** The word that a site is known by, in filters, policies, freezes and the trail. It never changes. */
export const SiteId = z
  .string()
  .trim()
  .toLowerCase()
  .regex(
    /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/,
    'must be 1 to 63 letters, digits and hyphens, with no hyphen at its ends',
  );

const line = (most: number) =>
  z.string().trim().max(most).refine(isPrintable, 'must not hold control or invisible characters');

/** What people call it; no two of a tenant are called the same, capitals or not. */
export const SiteName = line(80).min(1);

/** Body of `POST /api/v1/sites`. Without an id it gets one from its name. */
export const CreateSite = z.strictObject({
  name: SiteName,
  id: SiteId.optional(),
  description: line(500).default(''),
});
export type CreateSite = z.infer<typeof CreateSite>;

/** Body of `PATCH /api/v1/sites/{id}`; what is missing stays. */
export const ChangeSite = z
  .strictObject({ name: SiteName.optional(), description: line(500).nullable().optional() })
  .refine(({ name, description }) => name !== undefined || description !== undefined, {
    path: ['name'],
    message: 'say what to change: name or description',
  });
export type ChangeSite = z.infer<typeof ChangeSite>;

/** Query of `DELETE /api/v1/sites/{id}`. */
export const RemoveSite = z.strictObject({
  /** Takes its probes out first; without it a site that has probes stays. */
  take_out_probes: z.enum(['true', 'false']).default('false'),
});
export type RemoveSite = z.infer<typeof RemoveSite>;

const SiteCounts = z.object({ online: z.int(), degraded: z.int(), offline: z.int(), pending: z.int() });

export const SiteView = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  created_by: z.string(),
  created_at: z.iso.datetime(),
  /** How many probes are in it, and how many of them in each status. */
  probes: z.int(),
  counts: SiteCounts,
});
export type SiteView = z.infer<typeof SiteView>;

/** By name. `without` counts the probes that are in no site. */
export const SiteList = z.object({ sites: z.array(SiteView), without: SiteCounts });
export type SiteList = z.infer<typeof SiteList>;

/** `GET /api/v1/sites/{id}/summary`. */
export const SiteSummary = z.object({
  site: SiteView,
  connected: z.int(),
  /** Those that need somebody most, at most ten. */
  worst: z.array(
    z.object({
      id: z.string(),
      hostname: z.string(),
      status: z.enum(['pending', 'online', 'degraded', 'offline']),
      score: z.int().optional(),
    }),
  ),
});
export type SiteSummary = z.infer<typeof SiteSummary>;

export const RemovedSite = z.object({
  removed: z.string(),
  /** Probes that were in it and are in no site now. */
  probes: z.int(),
});
export type RemovedSite = z.infer<typeof RemovedSite>;

/** Body of `PUT /api/v1/probes/{id}/site`; null takes it out of its site. */
export const SetSite = z.strictObject({ site: SiteId.nullable() });
export type SetSite = z.infer<typeof SetSite>;

export const ProbeSite = z.object({ probe_id: z.string(), site: z.string().nullable() });
export type ProbeSite = z.infer<typeof ProbeSite>;
