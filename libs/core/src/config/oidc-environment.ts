import { OidcSettings } from '@legator/contracts';
import type { OidcSettings as Settings } from '@legator/contracts';
import { z } from 'zod';
import { fromEnvironment } from './read-config.js';
import { flag } from './values.js';

/** What the environment says about the sign-in by a provider; it counts before what was set in the console. */
export interface OidcEnvironment {
  readonly given: Partial<Settings>;
  readonly clientSecret?: string;
  /** Names without the prefix that were used, for a note at the start. */
  readonly aliases: readonly string[];
}

/** Our name, and what else is taken for it. */
const NAMES: Record<keyof Settings | 'client_secret', readonly string[]> = {
  enabled: ['LEGATOR_OIDC_ENABLED', 'OIDC_ENABLED'],
  provider_url: ['LEGATOR_OIDC_PROVIDER_URL', 'LEGATOR_OIDC_ISSUER', 'OIDC_ISSUER_URL', 'OIDC_PROVIDER_URL'],
  client_id: ['LEGATOR_OIDC_CLIENT_ID', 'OIDC_CLIENT_ID'],
  client_secret: ['LEGATOR_OIDC_CLIENT_SECRET', 'OIDC_CLIENT_SECRET'],
  redirect_url: ['LEGATOR_OIDC_REDIRECT_URL', 'OIDC_REDIRECT_URL'],
  scopes: ['LEGATOR_OIDC_SCOPES', 'OIDC_SCOPES'],
  role_claim: ['LEGATOR_OIDC_ROLE_CLAIM', 'OIDC_ROLE_CLAIM'],
  role_mapping: ['LEGATOR_OIDC_ROLE_MAPPING', 'OIDC_ROLE_MAPPING'],
  default_role: ['LEGATOR_OIDC_DEFAULT_ROLE', 'OIDC_DEFAULT_ROLE'],
  auto_create_users: ['LEGATOR_OIDC_AUTO_CREATE_USERS', 'OIDC_AUTO_CREATE_USERS'],
  provider_name: ['LEGATOR_OIDC_PROVIDER_NAME', 'OIDC_PROVIDER_NAME'],
  tenant: ['LEGATOR_OIDC_TENANT', 'OIDC_TENANT'],
};

const list = z.string().transform((text) => text.split(/[\s,]+/).filter((word) => word !== ''));

/** JSON, or `a=admin,b=viewer`; of several `=` the last one divides, as groups may be written with them. */
const mapping = z.string().transform((text, context) => {
  const parsed = text.trimStart().startsWith('{') ? fromJson(text) : fromPairs(text);
  if (parsed !== undefined) return parsed;
  context.addIssue({ code: 'custom', message: 'must be JSON such as {"ops":"operator"}, or ops=operator,…' });
  return z.NEVER;
});

const { shape } = OidcSettings;
const FROM_TEXT = z.object({
  ...shape,
  enabled: flag,
  auto_create_users: flag,
  scopes: list.pipe(shape.scopes),
  role_mapping: mapping.pipe(shape.role_mapping),
});
const Given = FROM_TEXT.partial();

/** @throws an Error whose message names every bad setting in words */
export function readOidcEnvironment(env: NodeJS.ProcessEnv): OidcEnvironment {
  const texts: Record<string, string> = {};
  const aliases: string[] = [];
  for (const [key, names] of Object.entries(NAMES)) {
    const [own, ...others] = names;
    const value = fromEnvironment(env, names) ?? emptyRole(key, env[own!]);
    if (value === undefined) continue;
    texts[key] = value;
    if (fromEnvironment(env, [own!]) === undefined)
      aliases.push(...others.filter((name) => fromEnvironment(env, [name]) !== undefined).slice(0, 1));
  }
  const { client_secret: clientSecret, ...settings } = texts;
  const parsed = Given.safeParse(settings);
  if (!parsed.success) {
    const lines = parsed.error.issues.map(
      ({ path, message }) => `${NAMES[path[0] as keyof typeof NAMES]?.[0] ?? 'LEGATOR_OIDC'}: ${message}`,
    );
    throw new Error(`The configuration cannot be used.\n  ${lines.join('\n  ')}`);
  }
  return { given: parsed.data as Partial<Settings>, ...(clientSecret ? { clientSecret } : {}), aliases };
}

/** Elsewhere an empty variable is one that is not set; here it says that there is no default role. */
function emptyRole(key: string, value: string | undefined): string | undefined {
  return key === 'default_role' && value === '' ? '' : undefined;
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function fromPairs(text: string): Record<string, string> | undefined {
  const pairs = text.split(',').filter((pair) => pair.trim() !== '');
  const entries = pairs.map((pair) => {
    const at = pair.lastIndexOf('=');
    return [pair.slice(0, Math.max(at, 0)).trim(), pair.slice(at + 1).trim()] as const;
  });
  return entries.some(([value]) => value === '') ? undefined : Object.fromEntries(entries);
}
