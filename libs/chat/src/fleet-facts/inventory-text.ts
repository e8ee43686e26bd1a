import type { Inventory } from '@legator/contracts';

/** So many of a list. */
const MOST = 100;

type Section = 'disks' | 'services' | 'packages' | 'users' | 'interfaces' | 'metadata';

/** A section of an inventory, a line for each thing; only those whose name contains `find`, where it is given. */
export function sectionText(inventory: Inventory, section: Section, find?: string): string {
  const all = linesOf(inventory, section);
  const wanted =
    find === undefined ? all : all.filter((line) => line.toLowerCase().includes(find.toLowerCase()));
  const more = wanted.length > MOST ? [`and ${wanted.length - MOST} more; use find`] : [];
  return [
    `${section} (${wanted.length}${find === undefined ? '' : ` of ${all.length}`}):`,
    ...wanted.slice(0, MOST),
    ...more,
  ].join('\n');
}

function linesOf(
  { disks, services, packages, users, interfaces, metadata }: Inventory,
  section: Section,
): string[] {
  switch (section) {
    case 'disks':
      return (disks ?? []).map(
        ({ mount, device, type, total_bytes, used_bytes }) =>
          `${mount} ${device} ${type} ${used_bytes} of ${total_bytes} bytes`,
      );
    case 'services':
      return (services ?? []).map(
        ({ name, state, enabled }) => `${name} ${state}${enabled ? '' : ' disabled'}`,
      );
    case 'packages':
      return (packages ?? []).map(({ name, version, manager }) => `${name} ${version} ${manager}`);
    case 'users':
      return (users ?? []).map(
        ({ name, uid, shell, groups = [] }) => `${name} ${uid} ${shell} ${groups.join(',')}`,
      );
    case 'interfaces':
      return (interfaces ?? []).map(
        ({ name, state, mac = '', addrs = [] }) => `${name} ${state} ${mac} ${addrs.join(' ')}`,
      );
    case 'metadata':
      return Object.entries(metadata ?? {}).map(([key, value]) => `${key}: ${value}`);
  }
}
