import { z } from 'zod';
import { readConfig } from './read-config.js';
import { address, duration, flag } from './values.js';

/** Every setting of the control plane that exists today, with its default. */
export const ConfigSchema = z.object({
  listen: address.prefault('127.0.0.1:8080'),
  listenGiven: z.boolean().default(false),
  dataDir: z.string().default('.legator'),
  databaseUrl: z.string().optional(),
  databaseAppUrl: z.string().optional(),
  externalUrl: z
    .url({ protocol: /^https?$/, error: 'must be an address such as https://legator.example.com' })
    .optional(),
  auth: flag.prefault('false'),
  logLevel: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
      error: 'must be one of fatal, error, warn, info, debug, trace, silent',
    })
    .default('info'),
  bus: z.enum(['memory', 'postgres', 'redis'], { error: 'must be memory, postgres or redis' }).optional(),
  redisUrl: z
    .url({ protocol: /^rediss?$/, error: 'must be an address such as redis://host:6379' })
    .optional(),
  /** Shared text for the HMAC of upstream probes; ours never see it. */
  signingKey: z
    .string()
    .regex(/^[0-9a-fA-F]{64,}$/, 'must be at least 64 hexadecimal digits')
    .optional(),
  commandKeyFile: z.string().optional(),
  checkpointKeyFile: z.string().optional(),
  tlsCert: z.string().optional(),
  tlsKey: z.string().optional(),
  poolSize: z.coerce
    .number({ error: 'must be a whole number from 2 to 200' })
    .int()
    .min(2)
    .max(200)
    .default(12),
  localProbe: flag.prefault('true'),
  approvalTtlMs: duration.prefault('15m'),
  asyncMaxInFlight: z.coerce.number().int().min(1).max(100_000).default(5_000),
  checkpointEveryMs: duration.prefault('60s'),
  streamRetentionMs: duration.prefault('24h'),
});
export type Config = Readonly<z.output<typeof ConfigSchema>>;

/** Injection token of the settings. */
export const CONFIG = Symbol('CONFIG');

const NAMES = {
  listen: ['LEGATOR_LISTEN_ADDR'],
  dataDir: ['LEGATOR_DATA_DIR'],
  databaseUrl: ['LEGATOR_DATABASE_URL', 'DATABASE_URL'],
  databaseAppUrl: ['LEGATOR_DATABASE_APP_URL'],
  externalUrl: ['LEGATOR_EXTERNAL_URL'],
  auth: ['LEGATOR_AUTH'],
  logLevel: ['LEGATOR_LOG_LEVEL'],
  bus: ['LEGATOR_BUS'],
  redisUrl: ['LEGATOR_REDIS_URL', 'REDIS_URL'],
  signingKey: ['LEGATOR_SIGNING_KEY'],
  commandKeyFile: ['LEGATOR_COMMAND_KEY'],
  checkpointKeyFile: ['LEGATOR_CHECKPOINT_KEY'],
  tlsCert: ['LEGATOR_TLS_CERT'],
  tlsKey: ['LEGATOR_TLS_KEY'],
  poolSize: ['LEGATOR_DATABASE_POOL'],
  localProbe: ['LEGATOR_LOCAL_PROBE'],
  approvalTtlMs: ['LEGATOR_APPROVAL_TTL'],
  asyncMaxInFlight: ['LEGATOR_JOBS_ASYNC_MAX_IN_FLIGHT'],
  checkpointEveryMs: ['LEGATOR_AUDIT_CHECKPOINT_EVERY'],
  streamRetentionMs: ['LEGATOR_JOBS_STREAM_RETENTION'],
} as const;

/** Reads the settings of the control plane. Aliases without the prefix exist for DATABASE_URL and REDIS_URL only. */
export function readControlPlaneConfig(env: NodeJS.ProcessEnv): Config {
  const config = readConfig(ConfigSchema, NAMES, env);
  return { ...config, listenGiven: Boolean(env['LEGATOR_LISTEN_ADDR'] ?? env['LEGATOR_LISTEN_ADDR_FILE']) };
}
