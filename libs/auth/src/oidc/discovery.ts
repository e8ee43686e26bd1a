import {
  allowInsecureRequests,
  ClientSecretBasic,
  ClientSecretPost,
  clockTolerance,
  Configuration,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
  None,
} from 'openid-client';
import type { ClientAuth, ClientMetadata } from 'openid-client';
import { guardedFetch } from './guarded-fetch.js';
import { CLOCK_SKEW_SECONDS, SIGNATURES } from './id-token-rules.js';
import { OidcRefused, ownAmong } from './oidc-refused.js';

export interface Client {
  readonly providerUrl: string;
  readonly clientId: string;
  readonly clientSecret?: string | undefined;
}

const SUFFIX = '/.well-known/openid-configuration';

/**
 * Finds out how to speak to a provider, and how strictly: signatures are verified with its published keys, nothing but
 * asymmetric ones, and its name must be the one that was configured, to the letter.
 *
 * @throws OidcRefused when it does not answer, or not as a provider that can be relied on
 */
export async function discover({ providerUrl, clientId, clientSecret }: Client): Promise<Configuration> {
  const issuer = new URL(issuerOf(providerUrl));
  const options = {
    [customFetch]: guardedFetch as never,
    timeout: 10,
    ...(issuer.protocol === 'http:' ? { execute: [allowInsecureRequests] } : {}),
  };
  const found = await discovery(issuer, clientId, undefined, undefined, options).catch((cause: unknown) => {
    throw ownAmong(cause) ?? notAProvider(cause);
  });
  const server = found.serverMetadata();
  // The library makes exceptions for providers that sign for many issuers at once.
  if (new URL(server.issuer).href !== issuer.href) throw otherIssuer(providerUrl, server.issuer);
  if (!server.jwks_uri || !server.authorization_endpoint || !server.token_endpoint) throw incomplete();
  const algorithms = signaturesOf(server.id_token_signing_alg_values_supported);
  if (algorithms.length === 0) throw noSignature();
  const metadata = {
    id_token_signed_response_alg: algorithms,
    [clockTolerance]: CLOCK_SKEW_SECONDS,
  } as unknown as Partial<ClientMetadata>;
  const configuration = new Configuration(
    server,
    clientId,
    metadata,
    authentication(clientSecret, server.token_endpoint_auth_methods_supported),
  );
  configuration[customFetch] = guardedFetch as never;
  configuration.timeout = 10;
  if (issuer.protocol === 'http:') allowInsecureRequests(configuration);
  enableNonRepudiationChecks(configuration);
  return configuration;
}

/** People copy the address of the document instead of the issuer's. */
export function issuerOf(providerUrl: string): string {
  return providerUrl.endsWith(SUFFIX) ? providerUrl.slice(0, -SUFFIX.length) : providerUrl;
}

/** Of what a provider may sign with, what we believe. One that says nothing signs with RS256. */
export function signaturesOf(supported: readonly string[] = ['RS256']): string[] {
  return supported.filter((alg) => (SIGNATURES as readonly string[]).includes(alg));
}

/** Basic is what every provider has to know when it does not say; some say that they want the body. */
function authentication(
  secret: string | undefined,
  methods: readonly string[] = ['client_secret_basic'],
): ClientAuth {
  if (secret === undefined) return None();
  return methods.includes('client_secret_basic') ? ClientSecretBasic(secret) : ClientSecretPost(secret);
}

function failed(reason: string, message: string, cause?: unknown): OidcRefused {
  return new OidcRefused('oidc_provider', reason, message, {}, { cause });
}

function notAProvider(cause: unknown): OidcRefused {
  const { code, message } = cause as { code?: string; message?: string };
  if (code === 'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED') {
    const found = (cause as { cause?: { body?: { issuer?: unknown } } }).cause?.body?.issuer;
    return otherIssuer('the one that was entered', String(found));
  }
  return failed(
    'provider_discovery',
    `There is no OpenID provider at this address (${message ?? 'no answer'}).`,
    cause,
  );
}

function otherIssuer(asked: string, found: string): OidcRefused {
  return failed(
    'provider_issuer',
    `The provider calls itself ${found.slice(0, 300)}, which is not ${asked}. Enter it exactly as the provider writes it.`,
  );
}

function incomplete(): OidcRefused {
  return failed(
    'provider_discovery',
    'The provider does not say where its keys, its sign-in page and its tokens are.',
  );
}

function noSignature(): OidcRefused {
  return failed(
    'provider_algorithms',
    'The provider signs only in ways that prove nothing to us, such as HS256 or none.',
  );
}
