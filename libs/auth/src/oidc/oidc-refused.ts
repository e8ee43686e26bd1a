/** What the page to sign in is told: enough to say what to do next, nothing about why a token was not believed. */
export type RefusalCode =
  | 'oidc_off'
  | 'oidc_state'
  | 'oidc_denied'
  | 'oidc_provider'
  | 'oidc_token'
  | 'oidc_no_account'
  | 'oidc_no_role'
  | 'oidc_no_room'
  | 'oidc_setup'
  | 'oidc_ended'
  | 'oidc_other_person'
  | 'oidc_not_fresh'
  | 'oidc_not_signed_in'
  | 'passkey_needed'
  | 'account_disabled';

/** A sign-in by the provider that ends here. `reason` is for the trail. */
export class OidcRefused extends Error {
  constructor(
    readonly code: RefusalCode,
    readonly reason: string,
    message: string,
    readonly who: { readonly subject?: string; readonly user?: { id: string; username: string } } = {},
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'OidcRefused';
  }
}

/** Reads what the library threw; whatever it was, the sign-in is refused. */
export function asRefusal(error: unknown): OidcRefused {
  const own = ownAmong(error);
  if (own) return own;
  const { code } = error as { code?: string };
  const told = wordsOf(error);
  const refused = (as: RefusalCode, reason: string) =>
    new OidcRefused(as, reason, told, {}, { cause: error });
  switch (code) {
    case 'OAUTH_AUTHORIZATION_RESPONSE_ERROR':
      return refused('oidc_provider', 'provider_error');
    case 'OAUTH_RESPONSE_BODY_ERROR':
      return refused('oidc_token', 'code');
    case 'OAUTH_JWT_CLAIM_COMPARISON_FAILED':
    case 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED':
      return refused('oidc_token', `token_${claimOf(error)}`);
    case 'OAUTH_KEY_SELECTION_FAILED':
      return refused('oidc_token', 'token_key');
    case 'OAUTH_INVALID_RESPONSE':
      return refused('oidc_token', invalidResponse(told));
    case 'OAUTH_UNSUPPORTED_OPERATION':
    case 'OAUTH_PARSE_ERROR':
    case 'OAUTH_RESPONSE_IS_NOT_JSON':
    case 'OAUTH_RESPONSE_IS_NOT_CONFORM':
      return refused('oidc_token', 'token_form');
    case 'OAUTH_TIMEOUT':
      return refused('oidc_provider', 'provider_unreachable');
    default:
      return refused('oidc_provider', 'failed');
  }
}

/** What is said along the causes; never the causes themselves, which hold tokens. */
function wordsOf(error: unknown): string {
  const words: string[] = [];
  for (let at = error; at instanceof Error && words.length < 5; at = at.cause) words.push(at.message);
  return words.join(': ').slice(0, 300) || 'unknown';
}

/** What our own part of a request threw, wherever the library wrapped it. */
export function ownAmong(error: unknown): OidcRefused | undefined {
  for (let at = error, depth = 0; at && depth < 5; at = (at as { cause?: unknown }).cause, depth += 1)
    if (at instanceof OidcRefused) return at;
  return undefined;
}

/** The library has one code for many things; its words tell them apart. */
function invalidResponse(message: string): string {
  const [, missing] = /JWT "([a-z_]{1,20})" .*missing/.exec(message) ?? [];
  if (missing) return `token_${missing}`;
  if (/"alg" header parameter/.test(message)) return 'token_alg';
  if (/signature verification failed/.test(message)) return 'token_signature';
  return /response parameter|parameter must be/.test(message) ? 'response' : 'token_form';
}

/** The library names the claim it did not like somewhere along the causes. */
function claimOf(error: unknown): string {
  let at = error as { cause?: unknown; claim?: unknown } | undefined;
  for (let depth = 0; at && typeof at === 'object' && depth < 5; depth += 1) {
    if (typeof at.claim === 'string' && /^[a-z_]{1,20}$/.test(at.claim)) return at.claim;
    at = at.cause as typeof at;
  }
  return 'claim';
}
