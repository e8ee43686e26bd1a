import { Injectable } from '@nestjs/common';
import type {
  MapOidcClaims,
  OidcCheck,
  OidcMapping,
  OidcTestResult,
  TestOidcSettings,
} from '@legator/contracts';
import { OIDC_DEFAULTS } from '@legator/contracts';
import { invalidAt } from '@legator/core';
import type { Configuration } from 'openid-client';
import { discover } from './discovery.js';
import { guardedFetch } from './guarded-fetch.js';
import { asRefusal } from './oidc-refused.js';
import { OidcSettingsService } from './oidc-settings.service.js';
import { personOf } from './person-of-claims.js';
import { mapRole } from './role-mapping.js';
import type { MappedRole } from './role-mapping.js';

type Server = ReturnType<Configuration['serverMetadata']>;

/** Tries settings before anybody depends on them; changes nothing. */
@Injectable()
export class OidcTester {
  constructor(private readonly settings: OidcSettingsService) {}

  /** Whether a provider can be relied on: found under its own name, with PKCE and keys. */
  async test(input: TestOidcSettings): Promise<OidcTestResult> {
    const known = await this.settings.known();
    const providerUrl = input.provider_url ?? known?.settings.provider_url;
    const clientId = input.client_id ?? known?.settings.client_id ?? 'legator';
    if (!providerUrl) throw invalidAt('provider_url', 'is needed: no provider is set up');
    // The stored secret goes to the stored provider only. Discovery sends none; it is for choosing the method.
    const clientSecret = input.client_secret ?? (input.provider_url ? undefined : known?.clientSecret);
    let server: Server;
    try {
      server = (await discover({ providerUrl, clientId, clientSecret })).serverMetadata();
    } catch (error) {
      const { reason, message } = asRefusal(error);
      return { ok: false, checks: [{ name: CHECK_OF[reason] ?? 'discovery', outcome: 'failed', message }] };
    }
    const checks = [...described(server), await keysOf(server)];
    return { ok: checks.every(({ outcome }) => outcome !== 'failed'), checks };
  }

  /** What claims would make of somebody, and which entry of the mapping says so. */
  async map({ claims, settings: tried }: MapOidcClaims): Promise<OidcMapping> {
    const overview = await this.settings.overview();
    const settings = { ...OIDC_DEFAULTS, ...overview.settings, ...tried };
    const mapped = mapRole(claims, settings, await this.settings.rolesOf(settings.tenant));
    const subject = typeof claims['sub'] === 'string' ? claims['sub'] : '';
    const { username, displayName } = personOf(claims, subject);
    return {
      outcome: mapped.role === null ? 'refused' : 'role',
      role: mapped.role,
      tenant: settings.tenant,
      username,
      display_name: displayName,
      values: mapped.values.map((value) => value.slice(0, 300)),
      rule: mapped.rule,
      explanation: explain(mapped, settings.role_claim),
      unknown_roles: [...mapped.unknownRoles],
    };
  }
}

const CHECK_OF: Record<string, OidcCheck['name']> = {
  provider_address: 'address',
  provider_unreachable: 'address',
  provider_issuer: 'issuer',
  provider_algorithms: 'algorithms',
};

function described(server: Server): OidcCheck[] {
  const signsOut = server.end_session_endpoint !== undefined;
  const algorithms = (server.id_token_signing_alg_values_supported ?? ['RS256']).join(', ');
  return [
    { name: 'discovery', outcome: 'ok', message: `Found the provider ${server.issuer}.` },
    {
      name: 'pkce',
      outcome: server.supportsPKCE('S256') ? 'ok' : 'warning',
      message: server.supportsPKCE('S256')
        ? 'It checks that the one who ends a sign-in is the one who began it (PKCE with S256).'
        : 'It does not say that it knows PKCE with S256. We send it in every case, but it may not look.',
    },
    { name: 'algorithms', outcome: 'ok', message: `It signs with ${algorithms.slice(0, 200)}.` },
    {
      name: 'logout',
      outcome: signsOut ? 'ok' : 'warning',
      message: signsOut
        ? 'Signing out here signs out there, too.'
        : 'It offers no sign-out: whoever signs out here is still signed in there.',
    },
  ];
}

async function keysOf(server: Server): Promise<OidcCheck> {
  try {
    const answer = await guardedFetch(server.jwks_uri!);
    const { keys } = (await answer.json()) as { keys?: unknown };
    const usable = Array.isArray(keys) ? keys.filter(isSigningKey).length : 0;
    if (answer.status !== 200 || usable === 0)
      return { name: 'keys', outcome: 'failed', message: 'It publishes no key that verifies a signature.' };
    return {
      name: 'keys',
      outcome: 'ok',
      message: `It publishes ${usable} key${usable === 1 ? '' : 's'} to verify signatures with.`,
    };
  } catch (error) {
    const { message } = asRefusal(error);
    return { name: 'keys', outcome: 'failed', message: `Its keys cannot be read: ${message}` };
  }
}

function isSigningKey(key: unknown): boolean {
  const { kty, use } = (key ?? {}) as { kty?: unknown; use?: unknown };
  return ['RSA', 'EC', 'OKP'].includes(String(kty)) && (use === undefined || use === 'sig');
}

function explain({ role, rule, values }: MappedRole, claim: string): string {
  const held =
    values.length === 0
      ? `the claim ${claim} is missing or holds no text`
      : `no value of ${claim} is in the mapping`;
  if (rule.kind === 'mapping') return `“${rule.value}” in ${claim} leads to ${role}.`;
  if (rule.kind === 'default') return `The default role ${role} is taken: ${held}.`;
  return `Refused: ${held}, and there is no default role.`;
}
