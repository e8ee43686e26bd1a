import { z } from 'zod';
import { Level, ServerKey } from '@legator/contracts';
import { LimitsConfig } from '../limits/run-limits.js';
import { kidOf } from '@legator/wire';

const ServerUrl = z.url({ protocol: /^https?$/, error: 'must be an http or https URL' });
const Prefixes = z.array(z.string()).nullish();

/**
 * `config.yaml`: upstream's keys as they are, ours beside them. Keys that are not listed here are kept, not read.
 * Whatever decides what may run has no lenient reading: a value that is not understood stops the probe.
 */
export const ProbeConfig = z
  .object({
    server_url: ServerUrl,
    probe_id: z.string().min(1).max(64),
    api_key: z.string().min(1).max(256),
    policy_id: z.string().nullish(),
    /** Upstream's shared text; turns on HMAC on a link of protocol 1. */
    signing_key: z.string().min(1).nullish(),
    policy_level: Level.nullish(),
    policy_allowed: Prefixes,
    policy_blocked: Prefixes,
    protocol: z.literal([1, 2]).default(1),
    /** The name this host was registered with; the machine's own when it is missing. */
    hostname: z.string().max(255).optional(),
    /** Path of the PEM with this probe's own Ed25519 key, relative to the config file's folder. */
    private_key: z.string().min(1).optional(),
    server_keys: z.array(ServerKey).default([]),
    /** What may ever run on this host. Read at start; no message changes it. */
    ceiling: Level.default('remediate'),
    /** A stricter limit than the control plane's policy on what runs without a person. */
    local_policy: z.strictObject({ level: Level }).optional(),
    /** What one command that changes something may take of this host. */
    limits: LimitsConfig.optional(),
  })
  .superRefine((config, context) => {
    for (const message of flaws(config)) context.addIssue({ code: 'custom', message });
  });
export type ProbeConfig = z.infer<typeof ProbeConfig>;

interface Keys {
  protocol: 1 | 2;
  private_key?: string | undefined;
  server_keys: ServerKey[];
}

function* flaws({ protocol, private_key, server_keys }: Keys): Generator<string> {
  // Once enrolled with keys, never without: a lost line must not turn signatures off.
  if (protocol === 1 && server_keys.length > 0) yield 'server_keys need protocol: 2';
  if (protocol === 2 && server_keys.length === 0) yield 'protocol 2 needs server_keys';
  if (protocol === 2 && !private_key) yield 'protocol 2 needs private_key';
  for (const key of server_keys) {
    if (!named(key)) yield `server_keys: ${key.kid} is not the name of its public key`;
  }
}

/** Whether a key's name is the one that follows from the key. */
export function named({ kid, public_key }: ServerKey): boolean {
  try {
    return kidOf(public_key) === kid;
  } catch {
    return false;
  }
}
