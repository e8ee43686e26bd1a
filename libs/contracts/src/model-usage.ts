import { z } from 'zod';
import { ModelFeature } from './models.js';

/** What tokens were used for; a test call counts as well. */
export const UsageFeature = z.enum([...ModelFeature.options, 'test']);
export type UsageFeature = z.infer<typeof UsageFeature>;

const Counts = {
  requests: z.number(),
  prompt_tokens: z.number(),
  completion_tokens: z.number(),
  total_tokens: z.number(),
  cost: z.number(),
  errors: z.number(),
  /** Means over the calls that were answered. */
  latency_ms: z.number().nullable(),
  first_token_ms: z.number().nullable(),
};

/** A window as Go writes durations; at most 2160h. */
export const UsageWindow = z.strictObject({ window: z.string().max(40).default('24h') });

export const ModelUsage = z.object({
  window: z.string(),
  since: z.iso.datetime(),
  totals: z.object({ feature: z.literal('all'), ...Counts }),
  usage: z.array(
    z.object({
      profile_id: z.string(),
      profile_name: z.string().optional(),
      feature: UsageFeature,
      ...Counts,
    }),
  ),
});
export type ModelUsage = z.infer<typeof ModelUsage>;

export const UsageSeriesQuery = UsageWindow.extend({
  by: z.enum(['profile', 'feature']).default('profile'),
  /** Points are hours or days of UTC. */
  step: z.enum(['hour', 'day']).default('day'),
});
export type UsageSeriesQuery = z.infer<typeof UsageSeriesQuery>;

/** Only points at which something happened. */
export const ModelUsageSeries = z.object({
  window: z.string(),
  since: z.iso.datetime(),
  step: z.enum(['hour', 'day']),
  series: z.array(
    z.object({
      key: z.string(),
      name: z.string(),
      points: z.array(z.object({ at: z.iso.datetime(), ...Counts })),
    }),
  ),
});
export type ModelUsageSeries = z.infer<typeof ModelUsageSeries>;
