import { totalmem } from 'node:os';
import { z } from 'zod';

const MEBIBYTE = 1024 * 1024;

/**
 * `limits` in config.yaml: what one command that changes something may take. They are there so that a mistake does not cost
 * the host, not to be felt.
 */
export const LimitsConfig = z.strictObject({
  /** MiB; three quarters of the host's memory unless said. */
  memory_mb: z.int().min(64).max(16_777_216).optional(),
  processes: z.int().min(16).max(4_000_000).optional(),
});
export type LimitsConfig = z.infer<typeof LimitsConfig>;

export interface RunLimits {
  readonly memoryBytes: number;
  readonly processes: number;
}

export function limitsOf({ memory_mb: memory, processes = 4_096 }: LimitsConfig = {}): RunLimits {
  const memoryBytes = memory === undefined ? Math.floor(totalmem() * 0.75) : memory * MEBIBYTE;
  return { memoryBytes, processes };
}

/** Sentences for a limit that a run has come to. */
export const tooManyProcesses = ({ processes }: RunLimits): string =>
  `stopped: it came to ${processes} processes, which is all that one command may have on this host`;
export const tooMuchMemory = ({ memoryBytes }: RunLimits): string =>
  `stopped: it came to ${Math.round(memoryBytes / MEBIBYTE)} MiB of memory, which is all that one command may have on this host`;
