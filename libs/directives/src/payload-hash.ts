import { createHash } from 'node:crypto';

/** SHA-256 over a payload with its keys in order: equal intents have equal hashes, whoever wrote the JSON. */
export function payloadHash(type: string, payload: unknown): string {
  return createHash('sha256')
    .update(`${type}\n${JSON.stringify(ordered(payload))}`)
    .digest('hex');
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (!value || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, ordered(inner)]),
  );
}
