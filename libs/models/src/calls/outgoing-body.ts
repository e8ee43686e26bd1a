import type { DataBoundary } from '@legator/contracts';

/** Makes a text fit to leave: secrets are redacted, and what the boundary keeps back is masked. */
export type Prepare = (text: string, boundary: DataBoundary) => string;

/** What ties the parts of a conversation together and was chosen by programs; changed, the provider would refuse it. */
const STRUCTURE = new Set(['model', 'role', 'type', 'id', 'tool_call_id', 'tool_use_id', 'media_type']);

/** What a model gives to tools: JSON, as itself or in a text. */
const ARGUMENTS = new Set(['arguments', 'input', 'args']);

/**
 * Prepares every text of a request to a provider, at whatever depth: messages, results of tools and their arguments,
 * and what describes the tools. Arguments that are JSON in a text stay JSON.
 */
export function prepareBody<T>(body: T, boundary: DataBoundary, prepare: Prepare): T {
  const walk = (value: unknown, key: string): unknown => {
    if (typeof value === 'string') return text(value, key);
    if (Array.isArray(value)) return value.map((inner) => walk(inner, key));
    if (!value || typeof value !== 'object') return value;
    return ARGUMENTS.has(key) ? walkAll(asWhole(value)) : walkAll(value);
  };
  const walkAll = (value: object): object =>
    Array.isArray(value)
      ? value.map((inner) => walk(inner, ''))
      : Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, walk(inner, name)]));
  const text = (value: string, key: string): string => {
    if (STRUCTURE.has(key)) return value;
    const inner = ARGUMENTS.has(key) ? parsed(value) : undefined;
    return inner === undefined ? prepare(value, boundary) : JSON.stringify(walkAll(asWhole(inner)));
  };
  // A secret may show by the name of its field alone, which is seen only where both stand together.
  const asWhole = (value: object): object => parsed(prepare(JSON.stringify(value), boundary)) ?? value;
  return walk(body, '') as T;
}

function parsed(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return value && typeof value === 'object' ? value : undefined;
  } catch {
    return undefined;
  }
}
