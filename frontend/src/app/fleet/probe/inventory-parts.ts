import type { Inventory, ProbeDetail } from '../../core/api/models';
import type { DataColumn, DataSort } from '../../ui/data-column';
import { share, sizeText } from '../../ui/size-text';
import { durationText } from '../../ui/time-text';
import { byUrgency } from './service-tone';
import { WORDS } from './probe-words';

export const PARTS = ['hardware', 'disks', 'packages', 'services', 'users', 'interfaces'] as const;
export type PartName = (typeof PARTS)[number];

/** One line of any part: its cells by column, and the thing itself for JSON. */
export interface PartRow {
  readonly key: string;
  readonly cells: Readonly<Record<string, string | number | undefined>>;
  readonly source: unknown;
}

export interface Part {
  readonly name: PartName;
  readonly columns: readonly DataColumn<PartRow>[];
  readonly rows: readonly PartRow[];
}

/** A part of the inventory as a table; a part that the probe never told of has no rows. */
export function partOf(name: PartName, probe: ProbeDetail): Part {
  const inventory = probe.inventory;
  return { name, columns: COLUMNS[name], rows: inventory ? READERS[name](inventory, probe) : [] };
}

/** The lines that have all words somewhere, in any order. */
export function matching(rows: readonly PartRow[], search: string): readonly PartRow[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return rows;
  return rows.filter(({ cells }) => {
    const text = Object.values(cells).join(' ').toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** By one column, numbers within texts as numbers. */
export function sortedRows(rows: readonly PartRow[], sort: DataSort | undefined): readonly PartRow[] {
  if (!sort) return rows;
  const by = sort.direction === 'ascending' ? 1 : -1;
  const compare = new Intl.Collator(undefined, { numeric: true }).compare;
  return [...rows].sort(
    (a, b) => by * compare(String(a.cells[sort.key] ?? ''), String(b.cells[sort.key] ?? '')),
  );
}

const READERS: Readonly<Record<PartName, (inventory: Inventory, probe: ProbeDetail) => PartRow[]>> = {
  hardware: hardwareRows,
  disks: ({ disks = [] }) =>
    [...disks]
      .sort((a, b) => (share(b.used_bytes, b.total_bytes) ?? 0) - (share(a.used_bytes, a.total_bytes) ?? 0))
      .map((disk, at) => ({
        key: `${at} ${disk.mount}`,
        source: disk,
        cells: {
          mount: disk.mount,
          used: round(share(disk.used_bytes, disk.total_bytes)),
          space: WORDS.vitals.of(sizeText(disk.used_bytes), sizeText(disk.total_bytes)),
          inodes: round(disk.inodes_percent),
          device: disk.device,
          type: disk.type,
        },
      })),
  packages: ({ packages = [] }) =>
    packages.map((one, at) => ({
      key: `${at} ${one.name}`,
      source: one,
      cells: { name: one.name, version: one.version, manager: one.manager },
    })),
  services: ({ services = [] }) =>
    [...services].sort(byUrgency).map((one, at) => ({
      key: `${at} ${one.name}`,
      source: one,
      cells: {
        name: one.name,
        state: one.state,
        enabled: one.enabled ? 'yes' : 'no',
        description: one.description,
      },
    })),
  users: ({ users = [] }) =>
    users.map((one, at) => ({
      key: `${at} ${one.name}`,
      source: one,
      cells: { name: one.name, uid: one.uid, groups: one.groups?.join(', '), shell: one.shell },
    })),
  interfaces: ({ interfaces = [] }) =>
    interfaces.map((one, at) => ({
      key: `${at} ${one.name}`,
      source: one,
      cells: { name: one.name, state: one.state, addrs: one.addrs?.join(', '), mac: one.mac },
    })),
};

function hardwareRows(inventory: Inventory, probe: ProbeDetail): PartRow[] {
  const system = [inventory.distribution_name ?? inventory.distribution, inventory.distribution_version];
  const known = inventory.distribution_name ?? system.filter(Boolean).join(' ');
  const uptime = probe.vitals?.uptimeSeconds;
  const facts: readonly (readonly [string, string | number | undefined])[] = [
    ['Host', inventory.hostname],
    ['System', known || inventory.os],
    ['Kernel', inventory.kernel],
    ['Architecture', inventory.arch],
    ['Processor', inventory.cpu_model],
    ['CPUs', inventory.cpus],
    ['Memory', sizeText(inventory.mem_total_bytes)],
    ['Disk space', sizeText(inventory.disk_total_bytes)],
    ['Up for', uptime === undefined ? undefined : durationText(uptime)],
    ['Probe version', inventory.probe_version ?? probe.version],
    ...Object.entries(inventory.labels ?? {}).map(([key, value]) => [`Label ${key}`, value] as const),
    ...Object.entries(inventory.metadata ?? {}),
  ];
  return facts
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([fact, value], at) => ({ key: `${at} ${fact}`, source: { fact, value }, cells: { fact, value } }));
}

const column = (
  key: string,
  header: string,
  over: Partial<DataColumn<PartRow>> = {},
): DataColumn<PartRow> => ({ key, header, cell: ({ cells }) => cells[key], ...over });

const COLUMNS: Readonly<Record<PartName, readonly DataColumn<PartRow>[]>> = {
  hardware: [column('fact', 'Fact', { width: 160 }), column('value', 'Value', { width: 420, mono: true })],
  disks: [
    column('mount', 'Mounted at', { width: 180, mono: true }),
    column('used', 'Used', { width: 150 }),
    column('space', 'Space', { width: 170, align: 'end' }),
    column('inodes', 'Inodes', { width: 130 }),
    column('device', 'Device', { width: 150, mono: true }),
    column('type', 'Type', { width: 80, mono: true }),
  ],
  packages: [
    column('name', 'Package', { width: 280, mono: true, sortable: true }),
    column('version', 'Version', { width: 220, mono: true, sortable: true }),
    column('manager', 'Manager', { width: 100, sortable: true }),
  ],
  services: [
    column('name', 'Service', { width: 240, mono: true, sortable: true }),
    column('state', 'State', { width: 110, sortable: true }),
    column('enabled', 'At start', { width: 80, sortable: true }),
    column('description', 'Description', { width: 300 }),
  ],
  users: [
    column('name', 'User', { width: 160, mono: true, sortable: true }),
    column('uid', 'Id', { width: 80, align: 'end', sortable: true }),
    column('groups', 'Groups', { width: 240, mono: true }),
    column('shell', 'Shell', { width: 160, mono: true }),
  ],
  interfaces: [
    column('name', 'Interface', { width: 140, mono: true, sortable: true }),
    column('state', 'State', { width: 80, sortable: true }),
    column('addrs', 'Addresses', { width: 320, mono: true }),
    column('mac', 'MAC', { width: 160, mono: true }),
  ],
};

function round(value: number | undefined): number | undefined {
  return value === undefined ? undefined : Math.round(value);
}
