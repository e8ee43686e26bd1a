import { redact, withoutTokens } from '../signals/redaction.js';

const MAX_TEXT = 8_000;

/** An address without what follows `?`: tokens end up there. */
export function withoutQuery(url: string): string {
  return url.split(/[?#]/, 1)[0]!.slice(0, 1_000);
}

interface Asked {
  readonly method?: string;
  readonly url?: string;
  readonly originalUrl?: string;
  readonly ip?: string;
  readonly socket?: { readonly remoteAddress?: string };
}

/** Who asked for what. No headers at all: whatever is not written cannot leak. */
export function requestForLog(request: Asked) {
  return {
    method: request.method,
    url: withoutTokens(withoutQuery(request.originalUrl ?? request.url ?? '')),
    address: request.ip ?? request.socket?.remoteAddress,
  };
}

export function responseForLog(response: { readonly statusCode?: number }) {
  return { status: response.statusCode };
}

/**
 * Text of an error and of what caused it. Other fields stay out: database errors carry the parameters of their
 * statement, client errors the headers of their request.
 */
export function errorForLog(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error)) return redact(String(error)).slice(0, MAX_TEXT);
  const { code } = error as { code?: unknown };
  return {
    type: error.name,
    message: clean(error.message),
    stack: error.stack && clean(error.stack),
    ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}),
    ...(error.cause !== undefined && depth < 4 ? { cause: errorForLog(error.cause, depth + 1) } : {}),
  };
}

function clean(text: string): string {
  return redact(text)
    .replace(/(:\/\/[^\s/:@]+):[^\s/@]+@/g, '$1:[redacted]@')
    .slice(0, MAX_TEXT);
}

/** The fields of a line, masked. Errors, requests and responses have serialisers of their own. */
export function fieldsForLog(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]) =>
      value instanceof Error || key === 'err' || key === 'req' || key === 'res'
        ? [key, value]
        : [key, redact({ [key]: value })[key]],
    ),
  );
}

/** The text of a line, masked. */
export function textForLog(text: string): string {
  return clean(text);
}
