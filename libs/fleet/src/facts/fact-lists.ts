import type { Values } from './fact-conditions.js';
import type { FactList } from './fact-fields.js';
import type { FactCondition } from './fact-query.js';

interface Source {
  /** Where the list is, over `fleet_inventory i`. */
  readonly json: string;
  /** Its things as rows `x`, given the list. */
  readonly rows: (json: string) => string;
}

const plain = (json: string, columns: string): Source => ({
  json: `coalesce(${json}, '[]')`,
  rows: (list) => `jsonb_to_recordset(${list}) as x(${columns})`,
});

const SOURCES: Readonly<Record<FactList, Source>> = {
  mount: plain(
    `i.body -> 'disks'`,
    'mount text, device text, type text, total_bytes numeric, used_bytes numeric',
  ),
  package: plain('i.package_list', 'name text, version text, manager text'),
  service: plain(`i.body -> 'services'`, 'name text, state text, enabled boolean'),
  user: plain(`i.body -> 'users'`, 'name text, uid numeric, shell text'),
  interface: {
    json: `coalesce(i.body -> 'interfaces', '[]')`,
    rows: (list) => `(select n.name, n.mac, n.state, a.address
      from jsonb_to_recordset(${list}) as n(name text, mac text, state text, addrs jsonb)
      left join lateral jsonb_array_elements_text(n.addrs) a(address) on true) as x`,
  },
};

/**
 * The things of a list as rows `x`. Of packages, of which a host has a thousand, those of other names are left out before
 * rows are made of them, which is what costs; the conditions still have to be tested.
 */
export function thingsOf(list: FactList, conditions: readonly FactCondition[], values: Values): string {
  const { json, rows } = SOURCES[list];
  const path = list === 'package' ? namePath(conditions) : undefined;
  return rows(path === undefined ? json : `jsonb_path_query_array(${json}, ${values.add(path, 'jsonpath')})`);
}

/** Whether a host has the one package, without looking at its others; nothing where more is asked of it. */
export function hasPackage(conditions: readonly FactCondition[], values: Values): string | undefined {
  const path = conditions.length === 1 ? namePath(conditions) : undefined;
  return path && `coalesce(jsonb_path_exists(i.package_list, ${values.add(path, 'jsonpath')}), false)`;
}

/** Letter for letter, or in small letters, as packages are called; nothing of the name can be read as anything else. */
function namePath(conditions: readonly FactCondition[]): string | undefined {
  const named = conditions.find(({ field, op }) => field === 'package.name' && op === 'eq');
  if (!named) return undefined;
  const name = String(named.value);
  const names = [...new Set([name, name.toLowerCase()])];
  return `$[*] ? (${names.map((one) => `@.name == ${JSON.stringify(one)}`).join(' || ')})`;
}
