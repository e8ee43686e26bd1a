import { z } from 'zod';
import { readModelEnvironment } from './model-environment.js';
import type { ModelEnvironment } from './model-environment.js';
import { readOidcEnvironment } from './oidc-environment.js';
import type { OidcEnvironment } from './oidc-environment.js';
import { readConfig } from './read-config.js';
import { address, duration, flag, networks } from './values.js';

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
  /** Proxies in front that are believed when they say whose request they pass on. */
  trustedProxies: networks.prefault(''),
  auth: flag.prefault('false'),
  /** Read from its file at the first start with sign-in: the password of the first person, `admin`. */
  adminPassword: z.string().optional(),
  /** A person who does nothing for this long is signed out; whatever they do, it ends after the lifetime. */
  sessionIdleMs: duration.prefault('8h'),
  sessionLifetimeMs: duration.prefault('24h'),
  /** Hashes of passwords that leaked, sorted, one `HASH[:count]` a line; new passwords must not be among them. */
  breachedPasswordsFile: z.string().optional(),
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
  /** Where the keys of the secrets are, when not in the data directory. Read by its own name: the file is written, too. */
  secretsKeyFile: z.string().optional(),
  /** Read beside this schema: it has a form of its own. */
  oidc: z.custom<OidcEnvironment>().optional(),
  llm: z.custom<ModelEnvironment>().optional(),
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
  /** A conversation in which nothing was said for so long is removed. */
  chatRetentionMs: duration.prefault('90d'),
  /** So long one question may be worked at; what it waits for people does not count. */
  chatTurnTimeMs: duration.prefault('5m'),
  /** For so long a task waits for people to approve one of its commands. */
  taskApprovalWaitMs: duration.prefault('2m'),
  /**
   * Requests of one API key, on each replica; 0 for any number. Upstream writes 120 and never looks at it: a script that
   * asks about a thousand hosts needs more, and so many as these one replica answers with ease.
   */
  requestsPerMinute: z.coerce
    .number({ error: 'must be a whole number from 0 to 1000000' })
    .int()
    .min(0)
    .max(1_000_000)
    .default(6_000),
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
  trustedProxies: ['LEGATOR_TRUSTED_PROXIES'],
  auth: ['LEGATOR_AUTH'],
  adminPassword: ['LEGATOR_ADMIN_PASSWORD'],
  sessionIdleMs: ['LEGATOR_SESSION_IDLE'],
  sessionLifetimeMs: ['LEGATOR_SESSION_LIFETIME'],
  breachedPasswordsFile: ['LEGATOR_BREACHED_PASSWORDS_FILE'],
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
  chatRetentionMs: ['LEGATOR_CHAT_RETENTION'],
  chatTurnTimeMs: ['LEGATOR_CHAT_TURN_TIMEOUT'],
  taskApprovalWaitMs: ['LEGATOR_TASK_APPROVAL_WAIT'],
  requestsPerMinute: ['LEGATOR_RATE_LIMIT', 'LEGATOR_RATE_LIMIT_REQUESTS_PER_MINUTE'],
} as const;

/** Reads the settings of the control plane. Aliases without the prefix exist for DATABASE_URL and REDIS_URL only. */
export function readControlPlaneConfig(env: NodeJS.ProcessEnv): Config {
  const config = readConfig(ConfigSchema, NAMES, env);
  return {
    ...config,
    listenGiven: Boolean(env['LEGATOR_LISTEN_ADDR'] ?? env['LEGATOR_LISTEN_ADDR_FILE']),
    secretsKeyFile: env['LEGATOR_SECRETS_KEY_FILE'] || undefined,
    oidc: readOidcEnvironment(env),
    llm: readModelEnvironment(env),
  };
}
