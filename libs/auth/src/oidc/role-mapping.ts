import { BUILT_IN_ROLES, isBuiltInRole } from '@legator/contracts';
import type { OidcSettings } from '@legator/contracts';

export type Claims = Readonly<Record<string, unknown>>;
export type MappingSettings = Pick<OidcSettings, 'role_claim' | 'role_mapping' | 'default_role'>;

export interface MappedRole {
  /** Null: nobody with these claims is let in. */
  readonly role: string | null;
  readonly rule: { readonly kind: 'mapping' | 'default' | 'none'; readonly value: string | null };
  /** What the claim holds, as far as it holds texts. */
  readonly values: readonly string[];
  /** Targets that do not exist; passed over. */
  readonly unknownRoles: readonly string[];
}

/** More than any directory sends; a claim is not searched beyond. */
const MAX_VALUES = 2_000;

/**
 * The role that claims lead to. Values are compared to the letter. Of several roles the one with the highest rank is
 * taken; among equals, the first value of the claim decides.
 */
export function mapRole(
  claims: Claims,
  { role_claim: path, role_mapping: mapping, default_role: fallback }: MappingSettings,
  exists: (role: string) => boolean,
): MappedRole {
  const values = valuesOf(claimAt(claims, path));
  const unknownRoles = [...new Set(Object.values(mapping))].filter((role) => !exists(role));
  const offered = values
    .filter((value) => Object.hasOwn(mapping, value) && exists(mapping[value]!))
    .map((value) => ({ value, role: mapping[value]! }))
    // Sorting keeps the order of equals.
    .sort((a, b) => rankOf(b.role) - rankOf(a.role));
  const [best] = offered;
  if (best) return { role: best.role, rule: { kind: 'mapping', value: best.value }, values, unknownRoles };
  if (fallback !== '' && exists(fallback))
    return { role: fallback, rule: { kind: 'default', value: null }, values, unknownRoles };
  return { role: null, rule: { kind: 'none', value: null }, values, unknownRoles };
}

/** A claim by its very name, which may hold dots, or else by a path. Nothing that objects inherit is found. */
export function claimAt(claims: Claims, path: string): unknown {
  if (Object.hasOwn(claims, path)) return claims[path];
  let found: unknown = claims;
  for (const part of path.split('.')) {
    if (!found || typeof found !== 'object' || Array.isArray(found) || !Object.hasOwn(found, part))
      return undefined;
    found = (found as Record<string, unknown>)[part];
  }
  return found;
}

function valuesOf(claim: unknown): string[] {
  const list: unknown[] = Array.isArray(claim) ? claim.slice(0, MAX_VALUES) : [claim];
  return list.filter((one): one is string => typeof one === 'string' && one !== '');
}

function rankOf(role: string): number {
  return isBuiltInRole(role) ? BUILT_IN_ROLES[role].rank : 0;
}
