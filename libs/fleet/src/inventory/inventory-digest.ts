import { createHash } from 'node:crypto';
import type { Inventory } from '@legator/contracts';

/** Hashes of what an inventory says, whole and by section, so that a change can be named. */
export interface InventoryDigest {
  readonly hash: string;
  readonly sections: Readonly<Record<string, string>>;
}

/**
 * What changes all the time says nothing about the host's make: when it was collected, how full a disk is, whether a
 * service that comes and goes runs just now. A service that failed does count. The order of lists does not.
 */
export function digestOf(inventory: Inventory): InventoryDigest {
  const { collected_at: _at, disks, services, ...rest } = inventory;
  const lasting: Record<string, unknown> = {
    ...rest,
    ...(disks && {
      disks: disks.map(({ mount, device, type, total_bytes }) => ({ mount, device, type, total_bytes })),
    }),
    ...(services && {
      services: services.map(({ name, enabled, state }) => ({ name, enabled, failed: state === 'failed' })),
    }),
  };
  const names = Object.keys(lasting).filter((name) => lasting[name] !== undefined);
  const sections = Object.fromEntries(names.sort().map((name) => [name, hashOf(lasting[name])]));
  return { hash: hashOf(sections), sections };
}

/** Names of the sections that differ, added and removed ones included. */
export function changedSections(before: Readonly<Record<string, string>>, after: InventoryDigest): string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after.sections)]);
  return [...names].filter((name) => before[name] !== after.sections[name]).sort();
}

function hashOf(value: unknown): string {
  const text = Array.isArray(value)
    ? value
        .map((one) => JSON.stringify(one))
        .sort()
        .join('\n')
    : JSON.stringify(value);
  return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}
