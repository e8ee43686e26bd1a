import type { FactCondition, FactField, FleetFacts } from '@legator/fleet';
import type { Reading } from '../reading/reading.js';
import { nameOf } from './fact-replies.js';
import { factTable } from './fact-table.js';
import { named, plain } from './field-words.js';
import { list } from './rank-reply.js';
import { hosts, plainReply, sourceOf } from './reply.js';
import type { Reply } from './reply.js';

type Things = Extract<Reading, { kind: 'things' }>;

const ROWS = 50;
/** So many are looked at to tell which versions there are. */
const MOST = 200;

const COLUMNS: Readonly<Record<Things['list'], readonly FactField[]>> = {
  service: ['service.name', 'service.state', 'service.enabled'],
  package: ['package.name', 'package.version', 'package.manager'],
  user: ['user.name', 'user.uid', 'user.shell'],
  interface: ['interface.name', 'interface.address', 'interface.state'],
  mount: ['mount.path', 'mount.percent', 'mount.free', 'mount.total'],
};

/** Services, packages, users, interfaces and mounts as the hosts reported them last. */
export class ThingReplies {
  constructor(
    private readonly facts: FleetFacts,
    private readonly now: Date,
  ) {}

  async things({ list: of, name }: Things, where: readonly FactCondition[]): Promise<Reply> {
    if (of === 'package' && name) return this.versions(name, where);
    const found = await this.facts.query({ where: [...where], select: [...COLUMNS[of]], limit: ROWS });
    const state = stateWord(where);
    const source = sourceOf(found, 'Inventory');
    if (found.total === 0) return plainReply(`No ${state}${of}s were reported.`, [source]);
    const text = `${found.total} ${state}${of}${found.total === 1 ? '' : 's'} on ${hosts(found.probes)}.`;
    return plainReply(text, [factTable(found, this.now), source]);
  }

  /** Where a package is, in which version. */
  private async versions(name: string, where: readonly FactCondition[]): Promise<Reply> {
    const exact: FactCondition = { field: 'package.name', op: 'eq', value: name };
    const conditions = [...where, exact];
    const found = await this.facts.query({
      where: conditions,
      select: ['package.version', 'package.manager'],
      limit: MOST,
    });
    if (found.total === 0) return this.absent(name, where);
    const versions = Map.groupBy(found.rows, ({ values }) => String(values[0] ?? 'unknown'));
    const shown = [...versions].sort((a, b) => b[1].length - a[1].length);
    const some = shown.slice(0, 10).map(([version, rows]) => `${named(version)} on ${hosts(rows.length)}`);
    const left = found.total - found.rows.length;
    const more = [
      ...(shown.length > 10 ? [`${shown.length - 10} more versions`] : []),
      ...(left > 0 ? [`some version on ${hosts(left)} more`] : []),
    ];
    const text =
      found.total === 1
        ? `${nameOf(found.rows[0]!)} has ${plain(name)} ${named(String(found.rows[0]!.values[0]))}.`
        : `${plain(name)}: ${list([...some, ...more])}.`;
    const few = { ...found, rows: found.rows.slice(0, ROWS) };
    return plainReply(text, [factTable(few, this.now), sourceOf(found, 'Inventory')]);
  }

  private async absent(name: string, where: readonly FactCondition[]): Promise<Reply> {
    const like = await this.facts.query({
      where: [...where, { field: 'package.name', op: 'like', value: `*${name.replaceAll('*', '')}*` }],
      group_by: ['package.name'],
      aggregate: [{ fn: 'count' }],
      limit: 5,
    });
    const among = await this.facts.query({ where: [...where], select: ['packages'], limit: 1 });
    const near = like.rows.map(({ values }) => named(String(values[0])));
    const hint = near.length > 0 ? ` There is ${list(near)}.` : '';
    return plainReply(`No package called ${named(name)} was reported.${hint}`, [
      sourceOf(among, 'Inventory'),
    ]);
  }

  /** By what the inventories said, which can be some hours ago. */
  async service(name: string, where: readonly FactCondition[]): Promise<Reply> {
    const exact: FactCondition = { field: 'service.name', op: 'eq', value: name.replace(/\.service$/, '') };
    const found = await this.facts.query({
      where: [...where, exact],
      select: ['service.state', 'service.enabled'],
      sort: { field: 'service.state' },
      limit: ROWS,
    });
    if (found.total === 0) {
      const among = await this.facts.query({ where: [...where], select: ['services'], limit: 1 });
      return plainReply(`No service called ${named(name)} was reported.`, [sourceOf(among, 'Inventory')]);
    }
    const states = await this.facts.query({
      where: [...where, exact],
      group_by: ['service.state'],
      aggregate: [{ fn: 'count' }],
    });
    const some = states.rows.map(
      ({ values, probes }) => `${plain(String(values[0] ?? 'unknown'))} on ${hosts(probes)}`,
    );
    const text =
      found.total === 1
        ? `${named(name)} is ${plain(String(found.rows[0]!.values[0]))} on ${nameOf(found.rows[0]!)}`
        : `${named(name)} is ${list(some)}`;
    return plainReply(`${text}, by the last inventory.`, [
      factTable(found, this.now),
      sourceOf(found, 'Inventory'),
    ]);
  }

  /** All that is worth knowing of a host or a few. */
  async about(where: readonly FactCondition[]): Promise<Reply> {
    const found = await this.facts.query({
      where: [...where],
      select: [
        'status',
        'health',
        'system',
        'kernel',
        'cpus',
        'cpu_percent',
        'memory_percent',
        'disk_percent',
        'uptime',
        'tag',
        'site',
        'level',
      ],
      limit: 10,
    });
    if (found.total === 0) return plainReply('No such host.', []);
    const failed = await this.facts.query({
      where: [...where, { field: 'service.state', op: 'eq', value: 'failed' }],
      select: ['service.name'],
      limit: 10,
    });
    const names = failed.rows.map(({ values }) => named(String(values[0])));
    const services = names.length > 0 ? ` Failed services: ${list(names)}.` : '';
    const text = found.rows.map((row) => `${nameOf(row)} is ${row.probe!.status}.`).join(' ');
    return plainReply(`${text}${services}`, [
      factTable(found, this.now),
      sourceOf(found, 'Measurements and inventory'),
    ]);
  }
}

/** "Failed " of services that are asked for by their state. */
function stateWord(where: readonly FactCondition[]): string {
  if (where.some(({ field }) => field === 'service.enabled')) return 'enabled ';
  const value = where.find(({ field }) => field === 'service.state')?.value;
  return Array.isArray(value) ? 'stopped ' : value === undefined ? '' : `${value} `;
}
