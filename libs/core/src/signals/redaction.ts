import { holdsSecret, maskText, REDACTED as MASK } from '@legator/contracts';
import { DomainError } from '../errors/domain-error.js';

/** Names of fields that hold secrets wherever they appear. */
const SECRET_KEY =
  /^(?:.*[_-])?(?:password|passwd|secret|client_secret|token|access_token|refresh_token|api_?key|authorization|private_?key|credential|passphrase|cookie)$/i;

const MAX_DEPTH = 32;

/** Whether a field of this name holds a secret; `accessToken` and `access-token` count like `access_token`. */
function isSecretKey(key: string): boolean {
  return SECRET_KEY.test(key.replace(/([a-z0-9])([A-Z])/g, '$1_$2'));
}

/** Path of the first secret in a value, by name of field or form of text; nothing when it is clean. */
export function findSecret(value: unknown, path = '', depth = 0): string | undefined {
  if (depth > MAX_DEPTH) return path;
  if (typeof value === 'string') return holdsSecret(value) ? path : undefined;
  if (!value || typeof value !== 'object') return undefined;
  for (const [key, inner] of Object.entries(value)) {
    const at = path ? `${path}.${key}` : key;
    if (typeof inner === 'string' && inner !== '' && inner !== MASK && isSecretKey(key)) return at;
    const found = findSecret(inner, at, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The same value with secrets masked; for what our own rooms record, which may quote what somebody typed. */
export function redact<T>(value: T, depth = 0): T {
  if (typeof value === 'string') return maskText(value) as T;
  if (!value || typeof value !== 'object' || value instanceof Date) return value;
  if (depth > MAX_DEPTH) return MASK as T;
  if (Array.isArray(value)) return value.map((inner) => redact<unknown>(inner, depth + 1)) as T;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      typeof inner === 'string' && inner !== '' && isSecretKey(key)
        ? MASK
        : redact<unknown>(inner, depth + 1),
    ]),
  ) as T;
}

const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;

/**
 * For what strangers choose and we only write down, such as a path: also what has no form of its own, but is too long
 * to be a name (ids and 32 characters of a trace stay).
 */
export function withoutTokens(text: string): string {
  return redact(text).replace(/[\w-]{33,}/g, (word) =>
    /\d/.test(word) && word.replace(UUID, '').length > 32 ? MASK : word,
  );
}

/** For facts that others post: refused, so that whoever sends secrets hears of it. */
export function refuseSecrets(value: unknown): void {
  const at = findSecret(value);
  if (at === undefined) return;
  throw new DomainError(
    'invalid',
    'signals.secret',
    `The field ${at} looks like a secret. Facts must not carry secrets.`,
    {
      details: [{ path: at, message: 'looks like a secret' }],
    },
  );
}
