import { z } from 'zod';

/** Body of `POST /api/v1/auth/device`: a command line asks to be let in (RFC 8628). */
export const DeviceRequest = z.strictObject({
  /** The name of the machine, for whoever is asked to approve it. */
  host_name: z
    .string()
    .trim()
    .max(100)
    .regex(/^[^\p{C}]*$/u, 'must not hold characters that cannot be seen')
    .default(''),
});
export type DeviceRequest = z.infer<typeof DeviceRequest>;

export const DeviceAnswer = z.object({
  /** For the program alone. */
  device_code: z.string(),
  /** For the person: eight letters with a dash. */
  user_code: z.string(),
  verification_uri: z.string(),
  /** The same with the code in its fragment, which no server and no log gets to see. */
  verification_uri_complete: z.string(),
  /** Seconds. */
  expires_in: z.int(),
  /** Seconds between two questions whether somebody has approved it. */
  interval: z.int(),
});
export type DeviceAnswer = z.infer<typeof DeviceAnswer>;

/** Body of `POST /api/v1/auth/device/token`. */
export const DeviceTokenRequest = z.strictObject({ device_code: z.string().min(1).max(200) });
export type DeviceTokenRequest = z.infer<typeof DeviceTokenRequest>;

/** Codes of its refusals: `authorization_pending`, `slow_down`, `access_denied`, `expired_token`. */
export const DeviceToken = z.object({
  access_token: z.string(),
  token_type: z.literal('Bearer'),
  expires_at: z.iso.datetime(),
});
export type DeviceToken = z.infer<typeof DeviceToken>;

/** However it is typed: blanks, dashes and small letters do not matter. */
export const UserCode = z.string().min(8).max(20);

/** `GET /api/v1/auth/device/{user_code}`: who asks. */
export const DeviceView = z.object({
  user_code: z.string(),
  host_name: z.string(),
  address: z.string(),
  requested_at: z.iso.datetime(),
  expires_at: z.iso.datetime(),
});
export type DeviceView = z.infer<typeof DeviceView>;

export const DeviceDecision = z.object({ status: z.enum(['approved', 'denied']) });
export type DeviceDecision = z.infer<typeof DeviceDecision>;
