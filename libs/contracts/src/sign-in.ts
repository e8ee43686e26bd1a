import { z } from 'zod';
import { KeyPermission } from './keys.js';

/** At least this many characters; length protects more than rules about their kinds. */
export const MIN_PASSWORD_LENGTH = 12;
export const MAX_PASSWORD_LENGTH = 256;

/** A name to sign in with: visible characters without blanks. */
export const Username = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .regex(/^[\p{L}\p{N}._@+-]+$/u, 'may hold letters, digits and . _ @ + - only');
export const DisplayName = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .regex(/^[^\p{C}]*$/u, 'must not hold characters that cannot be seen');
export const NewPassword = z
  .string()
  .min(MIN_PASSWORD_LENGTH, `must have at least ${MIN_PASSWORD_LENGTH} characters`)
  .max(MAX_PASSWORD_LENGTH);
/** One that is only compared: whatever length, up to a bound. */
const GivenPassword = z.string().min(1).max(1_000);

/** What the page to sign in offers. Public. */
export const SignInMethods = z.object({
  /** `off`: everybody who reaches the address is an administrator. */
  sign_in: z.enum(['on', 'off']),
  password: z.boolean(),
  passkeys: z.boolean(),
  /** Absent without a provider. */
  oidc: z.object({ name: z.string(), login_url: z.string() }).optional(),
  /** There is nobody yet: the first administrator is made with the code that the server printed. */
  setup_needed: z.boolean(),
});
export type SignInMethods = z.infer<typeof SignInMethods>;

/** Body of `POST /api/v1/auth/login`. */
export const LoginRequest = z.strictObject({
  username: z.string().min(1).max(200),
  password: GivenPassword,
});
export type LoginRequest = z.infer<typeof LoginRequest>;

/** `signed_in` comes with the cookie; `second_factor` with a `ticket` that `POST /auth/login/passkey` wants back. */
export const LoginAnswer = z.object({
  status: z.enum(['signed_in', 'second_factor']),
  must_change_password: z.boolean().optional(),
  ticket: z.string().optional(),
  /** Options for `navigator.credentials.get`, as WebAuthn level 3 writes them in JSON. */
  options: z.record(z.string(), z.unknown()).optional(),
});
export type LoginAnswer = z.infer<typeof LoginAnswer>;

/** Body of `POST /api/v1/auth/setup`. */
export const SetupRequest = z.strictObject({
  code: z.string().min(1).max(100),
  username: Username,
  display_name: DisplayName.optional(),
  password: NewPassword,
});
export type SetupRequest = z.infer<typeof SetupRequest>;

/** Body of `POST /api/v1/auth/confirm`: proves again that the person is there. */
export const ConfirmRequest = z.strictObject({ password: GivenPassword });
export type ConfirmRequest = z.infer<typeof ConfirmRequest>;
export const ConfirmAnswer = z.object({ confirmed_at: z.iso.datetime(), confirmed_by: z.string() });
export type ConfirmAnswer = z.infer<typeof ConfirmAnswer>;

export const SignedOutAnswer = z.object({
  status: z.literal('signed_out'),
  /** Where the browser has to go to sign out of the provider, too. */
  redirect: z.string().optional(),
});
export type SignedOutAnswer = z.infer<typeof SignedOutAnswer>;

export const SessionView = z.object({
  id: z.string(),
  user_id: z.string(),
  username: z.string().optional(),
  tenant_id: z.string(),
  kind: z.enum(['browser', 'cli']),
  method: z.string(),
  created_at: z.iso.datetime(),
  seen_at: z.iso.datetime(),
  expires_at: z.iso.datetime(),
  address: z.string(),
  user_agent: z.string(),
  current: z.boolean(),
});
export type SessionView = z.infer<typeof SessionView>;
export const SessionList = z.object({ sessions: z.array(SessionView), total: z.int() });
export type SessionList = z.infer<typeof SessionList>;
export const EndedSessions = z.object({ ended: z.int() });
export type EndedSessions = z.infer<typeof EndedSessions>;

/** `own` (all tenants), or everybody's in this tenant (`user:manage`). */
export const SessionQuery = z.strictObject({ scope: z.enum(['own', 'tenant']).default('own') });
export type SessionQuery = z.infer<typeof SessionQuery>;

/** What a socket of a page speaks, and what its ticket is offered as, beside it. */
export const SOCKET_PROTOCOL = 'legator.v1';
export const SOCKET_TICKET_PREFIX = 'ticket.';

/** For one socket. `protocols` is what `new WebSocket(address, protocols)` wants. */
export const SocketTicket = z.object({
  ticket: z.string(),
  protocols: z.array(z.string()),
  /** Seconds. */
  expires_in: z.int(),
});
export type SocketTicket = z.infer<typeof SocketTicket>;

/** Body of `POST /api/v1/session/tenant`. */
export const SwitchTenant = z.strictObject({ tenant_id: z.string().min(1).max(63) });
export type SwitchTenant = z.infer<typeof SwitchTenant>;

/** Whoever is signed in, and what they may do here. */
export const Me = z.object({
  id: z.string(),
  username: z.string(),
  display_name: z.string(),
  role: z.string(),
  type: z.string(),
  /** For a key its grants stand behind the permissions. */
  permissions: z.array(KeyPermission),
  tenant_id: z.string(),
  /** Of people: where else they may work. */
  tenants: z.array(z.object({ id: z.string(), name: z.string(), role: z.string() })).optional(),
  installation_admin: z.boolean().optional(),
  must_change_password: z.boolean().optional(),
  session_id: z.string().optional(),
  /** What a browser sends with every change, in the header `x-legator-csrf`; another one in each tenant. */
  csrf_token: z.string().optional(),
  /** When the sign-in ends whatever happens, and after how many seconds without a request. */
  session_expires_at: z.iso.datetime().optional(),
  session_idle_seconds: z.int().optional(),
  confirmed_at: z.iso.datetime().optional(),
  has_passkey: z.boolean().optional(),
  has_password: z.boolean().optional(),
  /** Number of the newest event by now: who follows events from here misses none of what is read after this. */
  newest_event: z.int().optional(),
});
export type Me = z.infer<typeof Me>;
