import { z } from 'zod';

/**
 * The version of the link between probe and control plane.
 *
 * History:
 * - 1: upstream's envelope `{id, type, timestamp, payload, signature}`, commands signed with HMAC at best (`upstream.ts`).
 * - 2: `{v, kid, sig, body}`, Ed25519 over the exact bytes of `body`, a session nonce and a counter in every body.
 */
export const PROTOCOL_VERSION = 2;

/** Request header by which a probe says at the upgrade which protocol it speaks; absent means 1. */
export const PROTOCOL_HEADER = 'x-legator-protocol';

/** Answer header of the upgrade: a random text for this connection alone, which the probe says back in its signed hello. */
export const CHALLENGE_HEADER = 'x-legator-challenge';

/** What is signed: this prefix, then the UTF-8 bytes of `body`. A signature of another purpose can never fit. */
export const SIGNATURE_PREFIX = 'legator-v2\n';

/** Largest frame either side accepts, in bytes. */
export const MAX_FRAME_BYTES = 1024 * 1024;

/** Most bytes of stdout, and of stderr, that a result may be asked to carry; upstream's limit too. */
export const MAX_OUTPUT_BYTES = 1024 * 1024;

/** Timings of protocol 2, in milliseconds (architecture.md, section 10). */
export const TIMING = {
  pingMs: 10_000,
  goneMs: 20_000,
  heartbeatMs: 30_000,
  inventoryMs: 15 * 60_000,
} as const;

/** Timings of protocol 1 (core contract, section 1.5 and 1.13). */
export const UPSTREAM_TIMING = { pingMs: 30_000, goneMs: 90_000, heartbeatMs: 30_000 } as const;

/** A dispatch may start at the probe this long after it was signed, in milliseconds. */
export const DISPATCH_LIFE_MS = 60_000;

/** Codes with which the control plane or the probe closes a link (private range of RFC 6455). */
export const CLOSE = {
  malformed: 4400,
  badSignature: 4401,
  gone: 4404,
  replaced: 4409,
  tooFast: 4429,
  shuttingDown: 1001,
} as const;

/** The outer form of a protocol 2 frame. `kid` and `sig` are absent on kinds that travel unsigned. */
export const Frame = z.strictObject({
  v: z.literal(PROTOCOL_VERSION),
  kid: z.string().max(64).optional(),
  /** Ed25519 over SIGNATURE_PREFIX and body, base64url without padding. */
  sig: z.string().max(128).optional(),
  body: z.string(),
});
export type Frame = z.infer<typeof Frame>;
