import { createHash } from 'node:crypto';
import type { BindingChange } from '@legator/contracts';
import type { GatedDirective, Verdict } from '@legator/core';

/** What an approval is for, field by field, as text that people can compare. */
export type Binding = Readonly<Record<string, string>>;

/**
 * What exactly is asked for. The payload holds argv or line, environment and whatever else a type defines; it is bound
 * as a whole, by its hash. The other fields are there so that a difference can be told in words.
 */
export function bindingOf({ type, payload, command, subject, verdict }: GatedDirective): Binding {
  return {
    type,
    command,
    target: `${subject.type}:${subject.id}`,
    level: verdict.level,
    risk: verdict.risk,
    policy: policyVersion(verdict),
    payload: sha256(canonicalJson(payload)),
  };
}

/** One hash over all of it; equal bindings have equal hashes, whatever the order of their keys. */
export function bindingHash(binding: Binding): string {
  return sha256(canonicalJson(binding));
}

/** What differs, and how. Empty for the same binding. */
export function changesBetween(was: Binding, is: Binding): BindingChange[] {
  const fields = [...new Set([...Object.keys(was), ...Object.keys(is)])];
  return fields
    .filter((field) => was[field] !== is[field])
    .map((field) => ({ field, was: was[field] ?? '', is: is[field] ?? '' }));
}

/** Which policy, in which version, judged it; empty when the verdict does not say. */
export function policyVersion({ rationale }: Pick<Verdict, 'rationale'>): string {
  const said = rationale['policy_version'] ?? rationale['policy'] ?? '';
  return typeof said === 'string' ? said : canonicalJson(said);
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** JSON with keys in order, of what the database gives back for the same value. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(ordered(value)) ?? 'null';
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (!value || typeof value !== 'object') return value;
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return Object.fromEntries(
    entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, ordered(inner)]),
  );
}
