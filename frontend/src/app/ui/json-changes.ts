/** One changed key: added, removed, another value, or something changed inside. */
export interface JsonChange {
  readonly key: string;
  readonly kind: 'added' | 'removed' | 'changed' | 'inside';
  /** As JSON on one line; nothing for `inside`. */
  readonly before?: string;
  readonly after?: string;
  readonly children: readonly JsonChange[];
}

const DEEPEST = 32;
const LONGEST = 500;

/** The keys that differ between two JSON values, as a tree; empty when nothing differs. Lists go by place. */
export function jsonChanges(before: unknown, after: unknown): JsonChange[] {
  if (isOpen(before) && isOpen(after) && Array.isArray(before) === Array.isArray(after))
    return inside(before, after, 0);
  const whole = changeOf('', before, after, 0);
  return whole ? [whole] : [];
}

function inside(before: object, after: object, depth: number): JsonChange[] {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys]
    .map((key) => changeOf(key, own(before, key), own(after, key), depth))
    .filter((one) => !!one);
}

function changeOf(key: string, before: unknown, after: unknown, depth: number): JsonChange | undefined {
  if (before === undefined && after === undefined) return undefined;
  if (before === undefined) return { key, kind: 'added', after: textOf(after), children: [] };
  if (after === undefined) return { key, kind: 'removed', before: textOf(before), children: [] };
  if (isOpen(before) && isOpen(after) && Array.isArray(before) === Array.isArray(after) && depth < DEEPEST) {
    const children = inside(before, after, depth + 1);
    return children.length > 0 ? { key, kind: 'inside', children } : undefined;
  }
  if (whole(before) === whole(after)) return undefined;
  return { key, kind: 'changed', before: textOf(before), after: textOf(after), children: [] };
}

function isOpen(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function own(value: object, key: string): unknown {
  return Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : undefined;
}

function whole(value: unknown): string {
  return JSON.stringify(value) ?? String(value);
}

function textOf(value: unknown): string {
  const text = whole(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}… (${text.length} characters)` : text;
}
