import { z } from 'zod';
import { Level, Risk } from './levels.js';

/** What policy does about what it does not like. There is no third: it never grants more than the level does. */
export const PolicyAnswer = z.enum(['queue', 'deny']);
export type PolicyAnswer = z.infer<typeof PolicyAnswer>;

export const MAX_POLICY_RULES = 200;
const Pattern = z
  .string()
  .trim()
  .min(1)
  .max(512)
  .regex(/^[^\p{Cc}]+$/u, 'must not hold control characters');

/** Which effects of a command are meant. What is left out fits everything; `*` in a pattern stands for any text. */
const effect = {
  kind: z
    .string()
    .regex(/^(\*|[a-z]{1,32})$/, 'must be a kind of effect in lower case, or *')
    .optional(),
  verb: Pattern.optional(),
  target: Pattern.optional(),
  min_level: Level.optional(),
  max_level: Level.optional(),
  min_risk: Risk.optional(),
  max_risk: Risk.optional(),
};

const says = (rule: object) =>
  Object.entries(rule).some(([key, value]) => key in effect && value !== undefined);

/** Effects that run as the level says; whatever else a command would change waits for a person. */
export const AllowRule = z.strictObject(effect).refine(says, 'must say which effects it is about');
export type AllowRule = z.infer<typeof AllowRule>;

/** Effects that do not run, or not without a person. */
export const BlockRule = z
  .strictObject({
    ...effect,
    then: PolicyAnswer.default('deny'),
    reason: z.string().trim().max(200).optional(),
  })
  .refine(says, 'must say which effects it is about');
export type BlockRule = z.infer<typeof BlockRule>;

/** A path, service or host that is touched only with a person. `change`: reading it is fine. */
const guarded = (match: z.ZodType<string>) =>
  z.strictObject({
    match,
    on: z.enum(['change', 'any']).default('change'),
    then: PolicyAnswer.default('queue'),
  });
export const ProtectedPath = guarded(
  Pattern.regex(/^(\/|[A-Za-z]:[\\/]|\*)/, 'must be an absolute path; it stands for all below it as well'),
);
export const ProtectedName = guarded(Pattern);
export type ProtectedName = z.infer<typeof ProtectedName>;

export const Weekday = z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']);
export type Weekday = z.infer<typeof Weekday>;
const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time such as 22:30');

/** When changes may run without a person. One that ends before it begins lasts over midnight; its days are those it begins on. */
export const ChangeWindow = z
  .strictObject({
    days: z.array(Weekday).min(1).max(7),
    from: TimeOfDay,
    to: TimeOfDay,
    time_zone: z
      .string()
      .max(64)
      .refine(isTimeZone, 'must be a time zone such as Europe/Berlin')
      .default('UTC'),
  })
  .refine(({ from, to }) => from !== to, { path: ['to'], message: 'must not be the time it begins' });
export type ChangeWindow = z.infer<typeof ChangeWindow>;

export const CapacityIndicator = z.enum([
  'cpu_percent',
  'memory_percent',
  'disk_percent',
  'load_per_core',
  'health',
]);
export type CapacityIndicator = z.infer<typeof CapacityIndicator>;

/** Tightens when the measured value is on the wrong side of the threshold. */
export const CapacityCondition = z.strictObject({
  indicator: CapacityIndicator,
  comparator: z.enum(['>', '<']),
  threshold: z.number().min(0).max(10_000),
  then: PolicyAnswer.default('queue'),
});
export type CapacityCondition = z.infer<typeof CapacityCondition>;

/** What is looked at of the probe before a command runs. What was never measured counts as `missing` says. */
export const PolicyCapacity = z.strictObject({
  conditions: z.array(CapacityCondition).min(1).max(20),
  applies_to: z.enum(['change', 'all']).default('change'),
  missing: z.enum(['ignore', 'queue']).default('queue'),
});
export type PolicyCapacity = z.infer<typeof PolicyCapacity>;

/** How many commands may start within an hour. */
export const RateLimit = z
  .strictObject({
    per_probe: z.int().min(1).max(100_000).optional(),
    per_tenant: z.int().min(1).max(10_000_000).optional(),
    then: PolicyAnswer.default('queue'),
  })
  .refine((rate) => rate.per_probe !== undefined || rate.per_tenant !== undefined, 'must limit something');
export type RateLimit = z.infer<typeof RateLimit>;

export const PolicyPattern = Pattern;

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
