import { z } from 'zod';
import { CommandRequestId, ProbePreview } from './commands.js';

/** Body of `POST /api/v1/commands/{requestId}/revert`. */
export const RevertCommand = z
  .strictObject({
    /** Shown to whoever has to approve it. */
    reason: z.string().trim().min(1).max(500).optional(),
    request_id: CommandRequestId.optional(),
  })
  .nullish()
  .transform((body) => body ?? {});
export type RevertCommand = z.infer<typeof RevertCommand>;

/** What taking a command back would run, and what would become of that. Nothing was written down and nothing left. */
export const RevertPreview = z.object({
  request_id: z.string(),
  probe_id: z.string(),
  /** One sentence for each thing that is put back. */
  steps: z.array(z.string()),
  /** What stays as it is: changes that have no way back. */
  remains: z.array(z.string()),
  /** The command as it would run. */
  command: z.string(),
  /** Its words; empty for a line of several programs. */
  argv: z.array(z.string()),
  /** It runs only where these are still as the command left them; the probe looks right before. */
  only_if: z.array(z.string()),
  verdict: ProbePreview,
});
export type RevertPreview = z.infer<typeof RevertPreview>;
