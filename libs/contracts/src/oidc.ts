import { z } from 'zod';

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** Whether a provider may be spoken to there: by TLS, or on this very machine. */
export function isProviderUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password, search, hash } = new URL(text);
  if (username || password || search || hash) return false;
  return protocol === 'https:' || (protocol === 'http:' && LOOPBACK.test(hostname));
}

const RoleName = z.string().regex(/^[a-z][a-z0-9_-]{0,39}$/, 'must be the name of a role');

/** Every setting of the sign-in by a provider, except its secret. Names are those of the LEGATOR_OIDC_… variables in small letters. */
export const OidcSettings = z.strictObject({
  enabled: z.boolean(),
  /** The issuer, exactly as the provider writes it, such as `https://id.example.com/realms/main`. */
  provider_url: z
    .string()
    .trim()
    .max(500)
    .refine(isProviderUrl, 'must be an https:// address (http:// on this machine only) without query'),
  client_id: z.string().trim().min(1).max(300),
  /** Where the provider sends people back to; null: `<external URL>/auth/oidc/callback`. */
  redirect_url: z
    .url({ protocol: /^https?$/ })
    .max(500)
    .nullable(),
  scopes: z.array(z.string().regex(/^[\x21\x23-\x5b\x5d-\x7e]{1,200}$/, 'must be a scope')).max(30),
  /** A claim, or a path to it such as `realm_access.roles`. */
  role_claim: z.string().trim().min(1).max(200),
  /** From values of the claim, to the letter, to roles. */
  role_mapping: z
    .record(z.string().min(1).max(300), RoleName)
    .refine((mapping) => Object.keys(mapping).length <= 500, 'has more than 500 entries'),
  /** For people whom no entry of the mapping fits; empty: they are refused. */
  default_role: z.union([RoleName, z.literal('')]),
  auto_create_users: z.boolean(),
  /** On the button of the page to sign in; null: from the name of the provider's host. */
  provider_name: z.string().trim().min(1).max(60).nullable(),
  /** Where new people belong. */
  tenant: z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'must be the id of a tenant'),
});
export type OidcSettings = z.infer<typeof OidcSettings>;

/** What holds for settings that nobody made. */
export const OIDC_DEFAULTS = {
  enabled: false,
  redirect_url: null,
  scopes: ['openid', 'email', 'profile', 'groups'],
  role_claim: 'groups',
  role_mapping: {},
  default_role: 'viewer',
  auto_create_users: true,
  provider_name: null,
  tenant: 'default',
} as const satisfies Partial<OidcSettings>;

const ClientSecret = z.string().min(1).max(4_096);

/** Body of `PUT /api/v1/auth/oidc`. What is missing takes its default; a missing secret stays as it is, null clears it. */
export const PutOidcSettings = OidcSettings.partial()
  .required({ provider_url: true, client_id: true })
  .extend({ client_secret: ClientSecret.nullable().optional() });
export type PutOidcSettings = z.infer<typeof PutOidcSettings>;

/** A secret as the API shows it: never. */
export const SecretView = z.object({
  set: z.boolean(),
  changed_at: z.iso.datetime().nullable(),
  changed_by: z.string().nullable(),
});
export type SecretView = z.infer<typeof SecretView>;

export const OidcSettingsView = z.object({
  /** Absent while there is no provider. What the environment sets is in force and shown here. */
  settings: OidcSettings.partial().optional(),
  client_secret: SecretView,
  /** Names of the settings that the environment sets; changing them here has no effect. */
  from_environment: z.array(z.string()),
  /** What to register at the provider. */
  callback_url: z.string().nullable(),
  changed_at: z.iso.datetime().nullable(),
  changed_by: z.string().nullable(),
});
export type OidcSettingsView = z.infer<typeof OidcSettingsView>;

/** Body of `POST /api/v1/auth/oidc/test`: what is missing is taken from the settings in force. */
export const TestOidcSettings = OidcSettings.pick({ provider_url: true, client_id: true })
  .partial()
  .extend({ client_secret: ClientSecret.optional() });
export type TestOidcSettings = z.infer<typeof TestOidcSettings>;

export const OidcCheck = z.object({
  name: z.enum(['address', 'discovery', 'issuer', 'pkce', 'algorithms', 'keys', 'logout']),
  outcome: z.enum(['ok', 'warning', 'failed']),
  message: z.string(),
});
export type OidcCheck = z.infer<typeof OidcCheck>;
export const OidcTestResult = z.object({ ok: z.boolean(), checks: z.array(OidcCheck) });
export type OidcTestResult = z.infer<typeof OidcTestResult>;

/** Body of `POST /api/v1/auth/oidc/map`: claims as a provider would send them, and settings to try instead of those in force. */
export const MapOidcClaims = z.strictObject({
  claims: z.record(z.string(), z.unknown()),
  settings: OidcSettings.pick({ role_claim: true, role_mapping: true, default_role: true, tenant: true })
    .partial()
    .optional(),
});
export type MapOidcClaims = z.infer<typeof MapOidcClaims>;

export const OidcMapping = z.object({
  /** `refused`: nobody with these claims would be let in. */
  outcome: z.enum(['role', 'refused']),
  role: z.string().nullable(),
  tenant: z.string(),
  username: z.string(),
  display_name: z.string(),
  /** What the claim holds, as far as it holds texts. */
  values: z.array(z.string()),
  /** Which entry said so: a value of the claim, or the default role. */
  rule: z.object({ kind: z.enum(['mapping', 'default', 'none']), value: z.string().nullable() }),
  /** In words. */
  explanation: z.string(),
  /** Roles of the mapping that the tenant does not have; they are passed over. */
  unknown_roles: z.array(z.string()),
});
export type OidcMapping = z.infer<typeof OidcMapping>;
