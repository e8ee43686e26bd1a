import { DomainError } from '../errors/domain-error.js';

/** Names of fields that hold secrets wherever they appear. */
const SECRET_KEY =
  /^(?:.*[_-])?(?:password|passwd|secret|client_secret|token|access_token|refresh_token|api_?key|authorization|private_?key|credential|passphrase|cookie)$/i;

/** Forms of secrets that we or others hand out. */
const SECRET_VALUE =
  /lgk_[0-9a-f]{64}|prb_[0-9a-f]{8}-[0-9a-f]{3}_\d+_[0-9a-f]{16,}|-----BEGIN [A-Z ]*PRIVATE KEY(?: BLOCK)?-----(?:[^]*?-----END [A-Z ]*PRIVATE KEY(?: BLOCK)?-----|[^]*)|\bBearer\s+[A-Za-z0-9._~+/-]{16,}=*|\bAKIA[0-9A-Z]{16}\b|\bgh[pousr]_[A-Za-z0-9]{36,}\b|\beyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}|(?<=:\/\/[^\s/:@]{0,64}:)(?!\[redacted\])[^\s/@]{1,256}(?=@)|(?<=\b(?:[A-Za-z0-9]{1,32}_){0,4}(?:password|passwd|pwd|secret|token|api_?key)=)(?!\[redacted\])[^\s&;'\"]{1,1024}/gi;

const MAX_DEPTH = 32;
const MASK = '[redacted]';

/** Whether a field of this name holds a secret; `accessToken` and `access-token` count like `access_token`. */
function isSecretKey(key: string): boolean {
  return SECRET_KEY.test(key.replace(/([a-z0-9])([A-Z])/g, '$1_$2'));
}

/** Path of the first secret in a value, by name of field or form of text; nothing when it is clean. */
export function findSecret(value: unknown, path = '', depth = 0): string | undefined {
  if (depth > MAX_DEPTH) return path;
  if (typeof value === 'string') return value.search(SECRET_VALUE) >= 0 ? path : undefined;
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
  if (typeof value === 'string') return value.replace(SECRET_VALUE, MASK) as T;
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
