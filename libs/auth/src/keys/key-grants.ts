import { Permission } from '@legator/contracts';
import type { KeyPermission } from '@legator/contracts';

/** Parts the list of a key as it is sent and shown: permissions, and grants word for word. Each once. */
export function partRights(list: readonly KeyPermission[]): { permissions: Permission[]; grants: string[] } {
  const known = new Set<string>(Permission.options);
  const all = [...new Set(list)];
  return {
    permissions: all.filter((one): one is Permission => known.has(one)),
    grants: all.filter((one) => !known.has(one)),
  };
}

interface Grant {
  readonly dimension: string;
  readonly id: string;
}

function read(grant: string): Grant {
  const [dimension, id] = grant.replace(/^federation:/, '').split(':', 2);
  return { dimension: dimension!, id: id! };
}

/**
 * Whether one list of grants reaches no further than another. A dimension without a grant is not narrowed at all, so
 * whoever is narrowed in one has to narrow there, too.
 */
export function reachesNoFurther(grants: readonly string[], than: readonly string[]): boolean {
  const asked = grants.map(read);
  const limits = than.map(read);
  return [...new Set(limits.map(({ dimension }) => dimension))].every((dimension) => {
    const allowed = limits.filter((one) => one.dimension === dimension).map(({ id }) => id);
    if (allowed.includes('*')) return true;
    const wanted = asked.filter((one) => one.dimension === dimension);
    return wanted.length > 0 && wanted.every(({ id }) => allowed.includes(id));
  });
}
