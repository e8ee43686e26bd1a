import { inject } from '@angular/core';
import { fleetBulkRemove } from '../app/core/api/fn/fleet/fleet-bulk-remove';
import { fleetBulkTag } from '../app/core/api/fn/fleet/fleet-bulk-tag';
import { fleetRowsFilterValues } from '../app/core/api/fn/fleet/fleet-rows-filter-values';
import { fleetRowsList } from '../app/core/api/fn/fleet/fleet-rows-list';
import { fleetRowsSparklines } from '../app/core/api/fn/fleet/fleet-rows-sparklines';
import { savedFiltersList } from '../app/core/api/fn/fleet/saved-filters-list';
import { savedFiltersRemove } from '../app/core/api/fn/fleet/saved-filters-remove';
import { savedFiltersSave } from '../app/core/api/fn/fleet/saved-filters-save';
import type {
  FleetRow,
  FleetRowPage,
  FleetSort,
  FleetSparkline,
  ProbeView,
  RemoveProbes,
  SavedFilter,
  SaveFilter,
  TagProbes,
} from '../app/core/api/models';
import { DemoCommands } from './demo-commands';
import type { DemoHost } from './demo-host';
import { bodyOf, on, type DemoCall, type DemoRoute } from './demo-route';
import { DemoWorld } from './demo-world';
import { sorted, testOf } from './fleet-filter';
import { vitalsAt } from './host-load';

const POINTS = 30;
const HOUR = 3_600_000;

/** The fleet's list: rows, lines, suggestions, saved filters and what is done with many. */
export function fleetRowRoutes(): readonly DemoRoute[] {
  const world = inject(DemoWorld);
  const commands = inject(DemoCommands);
  const saved = new Map<string, SavedFilter>();
  const rows = () => world.probes().map((probe) => rowOf(probe, commands.waiting(probe.id)));
  const meant = ({ probes, q }: Partial<TagProbes>) =>
    probes ? rows().filter(({ id }) => probes.includes(id)) : rows().filter(testOf(q ?? ''));
  return [
    on(fleetRowsList(), ({ query }) => pageOf(rows(), query)),
    on(fleetRowsSparklines({ ids: '' }), ({ query }) => {
      const ids = (query.get('ids') ?? '').split(',');
      const lines = ids.map((id) => [id, lineOf(world.host(id), world.now())] as const);
      return {
        from: new Date(world.now() - HOUR).toISOString(),
        to: new Date(world.now()).toISOString(),
        step_seconds: HOUR / 1_000 / POINTS,
        series: Object.fromEntries(lines.filter(([, line]) => line !== undefined)) as Record<
          string,
          FleetSparkline
        >,
      };
    }),
    on(fleetRowsFilterValues({ key: 'tag' }), ({ query }) => ({ values: valuesOf(rows(), query) })),
    on(fleetBulkTag({ body: {} }), (call) => {
      const body = bodyOf<TagProbes>(call);
      const [found, add, remove] = [meant(body), body.add ?? [], body.remove ?? []];
      const fresh = (tags: readonly string[]) => [
        ...new Set([...tags.filter((tag) => !remove.includes(tag)), ...add]),
      ];
      const changed = found.filter(({ tags }) => fresh(tags).join() !== tags.join());
      for (const { id, tags } of changed) world.setTags(id, fresh(tags));
      return { matched: found.length, changed: changed.length };
    }),
    on(fleetBulkRemove({ body: { probes: [] } }), (call) => {
      const ids = bodyOf<RemoveProbes>(call).probes ?? [];
      const [removed, missing] = [ids.filter((id) => world.host(id)), ids.filter((id) => !world.host(id))];
      for (const id of removed) world.remove(id);
      return { removed, missing };
    }),
    on(savedFiltersList(), () => ({
      filters: [...saved.values()].sort((one, other) => one.name.localeCompare(other.name)),
    })),
    on(savedFiltersSave({ name: ':name', body: { q: '' } }), (call) => keep(saved, call)),
    on(savedFiltersRemove({ name: ':name' }), ({ params: { name = '' } }) => {
      saved.delete(name);
      return { removed: name };
    }),
  ];
}

function keep(saved: Map<string, SavedFilter>, call: DemoCall): SavedFilter {
  const name = call.params['name'] ?? '';
  const { q = '', sort } = bodyOf<SaveFilter>(call);
  const filter = {
    name,
    q,
    ...(sort && { sort }),
    updated_by: 'local',
    updated_at: new Date().toISOString(),
  };
  saved.set(name, filter);
  return filter;
}

function pageOf(all: FleetRow[], query: URLSearchParams): FleetRowPage {
  const ids = query.get('ids')?.split(',');
  const q = query.get('q') ?? '';
  const found = ids ? all.filter(({ id }) => ids.includes(id)) : all.filter(testOf(q));
  const rows = sorted(found, (query.get('sort') ?? 'health') as FleetSort);
  const from = Number(query.get('cursor') ?? 0);
  const end = from + Number(query.get('limit') ?? 200);
  const counts = { all: 0, online: 0, degraded: 0, offline: 0, pending: 0 };
  for (const { status } of all.filter(testOf(q, false))) {
    counts.all++;
    counts[status]++;
  }
  return {
    rows: ids ? rows : rows.slice(from, end),
    next_cursor: !ids && end < rows.length ? String(end) : null,
    total: found.length,
    counts,
  };
}

function rowOf(probe: ProbeView, waiting: number): FleetRow {
  const { vitals, health } = probe;
  const [worst] = health?.reasons ?? [];
  const { memoryUsed, memoryTotal } = vitals ?? {};
  return {
    id: probe.id,
    hostname: probe.hostname,
    status: probe.status,
    connected: probe.connected,
    os: probe.os,
    tags: probe.tags,
    policy_level: probe.policy_level,
    registered: probe.registered,
    waiting_approvals: waiting,
    ...(probe.distribution && { distribution: probe.distribution }),
    ...(probe.distribution_version && { distribution_version: probe.distribution_version }),
    ...(probe.site && { site: probe.site }),
    ...(probe.version && { version: probe.version }),
    ...(probe.address && { address: probe.address }),
    ...(probe.last_seen && { last_seen: probe.last_seen }),
    ...(probe.vitals_at && { vitals_at: probe.vitals_at }),
    ...(health && { health: { score: health.score, status: health.status } }),
    ...(worst && { worst: { factor: worst.factor, value: worst.value, text: worst.text } }),
    ...(vitals && { cpu_percent: vitals.cpuPercent, disk_percent: vitals.fullestMount?.percent }),
    ...(memoryUsed && memoryTotal && { memory_percent: (100 * memoryUsed) / memoryTotal }),
  };
}

function lineOf(host: DemoHost | undefined, now: number): FleetSparkline | undefined {
  if (!host || host.status === 'pending' || host.status === 'offline') return undefined;
  const points = Array.from({ length: POINTS }, (_none, at) =>
    vitalsAt(host, now - HOUR + (at * HOUR) / (POINTS - 1)),
  );
  return { metric: 'cpu', points: points.map(({ cpuPercent = 0 }) => cpuPercent) };
}

function valuesOf(rows: readonly FleetRow[], query: URLSearchParams): { value: string; count: number }[] {
  const prefix = query.get('prefix')?.toLowerCase() ?? '';
  const counts = new Map<string, number>();
  for (const row of rows)
    for (const value of valuesIn(row, query.get('key') ?? ''))
      if (value.startsWith(prefix)) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((one, other) => other.count - one.count)
    .slice(0, 20);
}

function valuesIn(row: FleetRow, key: string): readonly string[] {
  const single = {
    os: row.distribution ?? row.os,
    site: row.site,
    policy: row.policy_level,
    status: row.status,
  };
  if (key === 'tag') return row.tags;
  const value = key === 'version' ? row.version : single[key as keyof typeof single];
  return value ? [value] : [];
}
