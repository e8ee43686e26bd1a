import { z } from 'zod';

/** What this build is. */
export const BuildView = z.object({ commit: z.string(), date: z.string(), version: z.string() });
export type BuildView = z.infer<typeof BuildView>;

/** One part that a replica needs; the message says what is wrong, for people. */
export const ReadinessPart = z.object({ ok: z.boolean(), message: z.string().optional() });
export type ReadinessPart = z.infer<typeof ReadinessPart>;

/** Whether a replica can do its work now. */
export const ReadinessView = z.object({
  ready: z.boolean(),
  parts: z.object({
    server: ReadinessPart,
    database: ReadinessPart,
    migrations: ReadinessPart,
    bus: ReadinessPart,
  }),
});
export type ReadinessView = z.infer<typeof ReadinessView>;
