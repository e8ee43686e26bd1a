import { errors, jwtVerify } from 'jose';
import type { JWTVerifyGetKey } from 'jose';
import { claimsOf, CLOCK_SKEW_SECONDS } from './id-token-rules.js';
import { asRefusal, OidcRefused } from './oidc-refused.js';
import type { Claims } from './role-mapping.js';

/** A token of a sign-out that is older than this is somebody's copy, in seconds. */
export const LOGOUT_LASTS_SECONDS = 5 * 60;

const EVENT = 'http://schemas.openid.net/event/backchannel-logout';
const MAX_LENGTH = 16 * 1_024;
const MAX_TEXT = 255;

/** Whose sign-in ended at the provider: of a person, or one of theirs. */
export interface ProviderLogout {
  readonly issuer: string;
  /** With the issuer, no other token has it. */
  readonly id: string;
  readonly subject?: string;
  readonly session?: string;
}

export interface LogoutRules {
  readonly issuer: string;
  readonly clientId: string;
  readonly algorithms: readonly string[];
  readonly keys: JWTVerifyGetKey;
  readonly now: Date;
}

/**
 * A logout token as OpenID Connect Back-Channel Logout 1.0 (2.4 to 2.6) has it. Whether it was used already is another question.
 *
 * @throws OidcRefused
 */
export async function checkLogoutToken(token: string, rules: LogoutRules): Promise<ProviderLogout> {
  if (token.length > MAX_LENGTH) throw refused('token_size', 'it is too long');
  const claims = await verified(token, rules);
  const { events, nonce, sub, sid, jti } = claims;
  // With one it could be an ID token of ours, which browsers have seen.
  if (nonce !== undefined) throw refused('token_nonce', 'it has a nonce');
  if (!isObject(events) || !Object.hasOwn(events, EVENT) || !isObject(events[EVENT]))
    throw refused('token_type', 'it says nothing of a sign-out');
  if (sub === undefined && sid === undefined) throw refused('token_sub', 'it is about nobody');
  return {
    issuer: rules.issuer,
    id: textOf(jti, 'jti'),
    ...(sub === undefined ? {} : { subject: textOf(sub, 'sub') }),
    ...(sid === undefined ? {} : { session: textOf(sid, 'sid') }),
  };
}

async function verified(token: string, rules: LogoutRules): Promise<Claims> {
  try {
    const { payload, protectedHeader } = await jwtVerify(token, rules.keys, {
      issuer: rules.issuer,
      audience: rules.clientId,
      algorithms: [...rules.algorithms],
      clockTolerance: CLOCK_SKEW_SECONDS,
      currentDate: rules.now,
      maxTokenAge: LOGOUT_LASTS_SECONDS,
      requiredClaims: ['iat', 'jti', 'events'],
    });
    const { typ } = protectedHeader;
    if (typ !== undefined && !/^(?:application\/)?(?:logout\+)?jwt$/i.test(typ))
      throw refused('token_type', 'it is a token of another kind');
    claimsOf(token);
    return payload;
  } catch (error) {
    throw reasonOf(error);
  }
}

function reasonOf(error: unknown): OidcRefused {
  if (error instanceof errors.JWTClaimValidationFailed || error instanceof errors.JWTExpired)
    return refused(`token_${error.claim}`, error.message, error);
  if (error instanceof errors.JOSEAlgNotAllowed) return refused('token_alg', error.message, error);
  if (error instanceof errors.JWSSignatureVerificationFailed)
    return refused('token_signature', error.message, error);
  if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys)
    return refused('token_key', error.message, error);
  if (error instanceof errors.JWKSTimeout || error instanceof errors.JWKSInvalid) return unreachable(error);
  // What it throws when the keys are not answered with.
  if (error instanceof errors.JOSEError && error.code === 'ERR_JOSE_GENERIC') return unreachable(error);
  if (error instanceof errors.JOSEError) return refused('token_form', error.message, error);
  return asRefusal(error);
}

function textOf(value: unknown, claim: string): string {
  if (typeof value === 'string' && value !== '' && value.length <= MAX_TEXT && !/[\0-\x1f\x7f]/.test(value))
    return value;
  throw refused(`token_${claim}`, `its ${claim} is no text of a sensible length`);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function refused(reason: string, why: string, cause?: unknown): OidcRefused {
  return new OidcRefused('oidc_token', reason, `The token is not accepted: ${why}.`, {}, { cause });
}

function unreachable(cause: unknown): OidcRefused {
  return new OidcRefused(
    'oidc_provider',
    'provider_unreachable',
    'The provider does not answer.',
    {},
    { cause },
  );
}
