import { z } from 'zod';

/** A number of hosts, or a part of them: `5`, `"5"` or `"10%"`. */
export const Share = z.union([
  z.int().min(0).max(99_999),
  z
    .string()
    .trim()
    .regex(
      /^(\d{1,5}|(100(\.0{1,2})?|\d{1,2}(\.\d{1,2})?) ?%)$/,
      'must be a number, or a percentage up to 100%',
    ),
]);
export type Share = z.infer<typeof Share>;

/** More than nothing. */
export const SomeShare = Share.refine(
  (share) => !/^0*(\.0*)? ?%?$/.test(String(share)),
  'must be more than nothing',
);

/**
 * How a command goes over many hosts, wave by wave. Without `max_concurrent` and `canary` it goes to all of them at
 * once; any of these fields makes a rollout of it.
 */
export const rollingFields = {
  /** How many hosts at a time. A percentage is of all that will run it, rounded down, and never nothing. */
  max_concurrent: SomeShare.optional(),
  /** How many may fail; one more ends the rollout. A percentage is rounded down; none unless said. */
  max_errors: Share.optional(),
  /** How many go first. If one of them fails, no other host is touched. A percentage is rounded up. */
  canary: Share.optional(),
  /** For how long the hosts of a wave must be connected and no worse than before, until the next; 0 asks for nothing. */
  health_seconds: z.int().min(0).max(3_600).optional(),
  /** A wave whose hosts are not well by then pauses the rollout. */
  health_timeout_seconds: z.int().min(1).max(86_400).optional(),
};
export const RollingOptions = z.strictObject(rollingFields);
export type RollingOptions = z.infer<typeof RollingOptions>;

/** What holds where the request says nothing. */
export const ROLLING_DEFAULTS = { max_errors: 0, canary: 0, health_seconds: 10, health_timeout_seconds: 300 };

/** Whether a body asks for waves. */
export function isRolling(body: RollingOptions): boolean {
  return Object.keys(rollingOf(body)).length > 0;
}

/** What a body says of waves, and nothing else. */
export function rollingOf(body: RollingOptions): RollingOptions {
  const named = Object.keys(rollingFields).map((name) => [name, body[name as keyof RollingOptions]] as const);
  return Object.fromEntries(named.filter(([, value]) => value !== undefined));
}
