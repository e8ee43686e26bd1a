import { z } from 'zod';
import { Level } from './levels.js';

/** Body of `POST /api/v1/register`. Upstream's keys, and ours beside them; unknown keys are ignored. */
export const RegisterProbe = z.object({
  token: z.string().min(1).max(256),
  hostname: z.string().trim().max(255),
  os: z.string().max(64).default(''),
  arch: z.string().max(64).default(''),
  version: z.string().max(64).optional(),
  tags: z.array(z.string().max(128)).max(64).nullish(),
  /** Protocols the probe speaks; absent means an upstream probe. */
  protocols: z.array(z.int()).max(8).optional(),
  /** The probe's own Ed25519 public key: 32 raw bytes, base64url. Made on the host; the private half never leaves it. */
  public_key: z
    .string()
    .regex(/^[A-Za-z0-9_-]{43}$/)
    .optional(),
  /** What may ever run on this host; decided there. */
  ceiling: Level.optional(),
});
export type RegisterProbe = z.infer<typeof RegisterProbe>;

/** A key with which the control plane signs frames: raw Ed25519 public key, base64url. */
export const ServerKey = z.object({ kid: z.string(), public_key: z.string() });
export type ServerKey = z.infer<typeof ServerKey>;

/** Answer to a registration, always with status 201. */
export const RegisteredProbe = z.object({
  probe_id: z.string(),
  api_key: z.string(),
  policy_id: z.string(),
  /** 2 when both sides speak it; from then on this probe never accepts less. */
  protocol: z.literal([1, 2]).optional(),
  server_keys: z.array(ServerKey).optional(),
});
export type RegisteredProbe = z.infer<typeof RegisteredProbe>;
