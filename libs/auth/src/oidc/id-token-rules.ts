import { createHash } from 'node:crypto';
import { OidcRefused } from './oidc-refused.js';
import type { Claims } from './role-mapping.js';

/** Signatures that whoever verifies cannot make; nothing else is ever believed. */
export const SIGNATURES = [
  ...['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'],
  ...['ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'],
] as const;

/** How far the clock of the provider may be from ours, in seconds. */
export const CLOCK_SKEW_SECONDS = 60;
const MAX_LENGTH = 64 * 1_024;
const MAX_SUBJECT = 255;

/**
 * What the library leaves open about a token that it found to be signed, for us, by the issuer, and in time.
 *
 * @throws OidcRefused
 */
export function checkIdToken(
  idToken: string,
  accessToken: string,
  { clientId, now }: { clientId: string; now: Date },
): Claims {
  if (idToken.length > MAX_LENGTH) throw refused('token_size', 'it is too long');
  const [header, claims] = partsOf(idToken);
  const { typ, alg } = header;
  if (typ !== undefined && !/^jwt$/i.test(String(typ)))
    throw refused('token_type', 'it is a token of another kind');
  if (claims['events'] !== undefined) throw refused('token_type', 'it is a token of another kind');
  const { iat, azp, sub, at_hash: atHash } = claims;
  if (!(typeof iat === 'number' && iat <= now.getTime() / 1_000 + CLOCK_SKEW_SECONDS))
    throw refused('token_iat', 'it was issued in the future');
  if (azp !== undefined && azp !== clientId) throw refused('token_azp', 'it was issued to another client');
  if (typeof sub !== 'string' || sub === '' || sub.length > MAX_SUBJECT || /[\u0000-\u001f\u007f]/.test(sub))
    throw refused('token_sub', 'its subject is missing or too long');
  if (atHash !== undefined && atHash !== hashFor(String(alg), accessToken))
    throw refused('token_at_hash', 'it belongs to another access token');
  return claims;
}

/** What a token says, believed or not. @throws OidcRefused when it says something twice */
export function claimsOf(token: string): Claims {
  return partsOf(token)[1];
}

function partsOf(idToken: string): [Claims, Claims] {
  const [header = '', payload = ''] = idToken.split('.');
  return [parse(header), parse(payload)];
}

/** Two claims of one name: whoever reads the first of them reads another token than whoever reads the last. */
function parse(part: string): Claims {
  const text = Buffer.from(part, 'base64url').toString('utf8');
  const parsed = JSON.parse(text) as Claims;
  if (namesIn(text) !== namesOf(parsed))
    throw refused('token_duplicate', 'it has two claims of the same name');
  return parsed;
}

/** How many names of members a valid JSON text has: texts that a colon follows. */
function namesIn(text: string): number {
  return [...text.matchAll(/"(?:[^"\\]|\\.)*"(\s*:)?/gs)].filter(([, colon]) => colon !== undefined).length;
}

function namesOf(value: unknown): number {
  if (!value || typeof value !== 'object') return 0;
  const inner = Object.values(value).reduce<number>((sum, one) => sum + namesOf(one), 0);
  return inner + (Array.isArray(value) ? 0 : Object.keys(value).length);
}

/** The left half of the hash that goes with the signature, as OpenID Connect Core 3.1.3.6 has it. */
function hashFor(alg: string, accessToken: string): string {
  const bits = /512$|^EdDSA$|^Ed25519$/.test(alg) ? 512 : alg.endsWith('384') ? 384 : 256;
  const hash = createHash(`sha${bits}`).update(accessToken, 'ascii').digest();
  return hash.subarray(0, hash.length / 2).toString('base64url');
}

function refused(reason: string, why: string): OidcRefused {
  return new OidcRefused('oidc_token', reason, `The provider's token is not accepted: ${why}.`);
}
