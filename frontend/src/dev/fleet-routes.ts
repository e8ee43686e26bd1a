import { inject } from '@angular/core';
import { fleetByTag } from '../app/core/api/fn/fleet/fleet-by-tag';
import { fleetSummary } from '../app/core/api/fn/fleet/fleet-summary';
import { fleetTags } from '../app/core/api/fn/fleet/fleet-tags';
import { probesDelete } from '../app/core/api/fn/probes/probes-delete';
import { probesGet } from '../app/core/api/fn/probes/probes-get';
import { probesHealth } from '../app/core/api/fn/probes/probes-health';
import { probesHistory } from '../app/core/api/fn/probes/probes-history';
import { probesList } from '../app/core/api/fn/probes/probes-list';
import { probesSetTags } from '../app/core/api/fn/probes/probes-set-tags';
import type { ProbeView, SetTags, VitalsHistory } from '../app/core/api/models';
import type { DemoHost } from './demo-host';
import { bodyOf, DemoRefusal, on, type DemoRoute } from './demo-route';
import { DemoWorld } from './demo-world';
import { vitalsAt } from './host-load';
import { pageOf } from './paging';

/** The fleet, its probes and their vitals. */
export function fleetRoutes(): readonly DemoRoute[] {
  const world = inject(DemoWorld);
  const known = (id = ''): DemoHost => {
    const host = world.host(id);
    if (!host) throw new DemoRefusal(404, 'not_found', `There is no probe ${id}.`);
    return host;
  };
  return [
    on(probesList(), ({ query }) => {
      const found = world.probes().filter((probe) => matches(probe, query));
      if (!query.has('limit') && !query.has('cursor')) return found;
      const limit = Number(query.get('limit') ?? 100);
      const { page, next } = pageOf(found, ({ id }) => id, { cursor: query.get('cursor'), limit });
      return { probes: page, next_cursor: next, total: found.length };
    }),
    on(probesGet({ id: ':id' }), ({ params: { id } }) => world.probe(known(id).id)!),
    on(
      probesHealth({ id: ':id' }),
      ({ params: { id } }) => world.probe(known(id).id)!.health ?? unknownHealth(),
    ),
    on(probesHistory({ id: ':id' }), ({ params: { id }, query }) => historyOf(known(id), query, world.now())),
    on(probesSetTags({ id: ':id', body: { tags: [] } }), (call) => {
      const { id } = known(call.params['id']);
      const tags = bodyOf<SetTags>(call).tags ?? [];
      world.setTags(id, tags);
      return { probe_id: id, tags };
    }),
    on(probesDelete({ id: ':id' }), ({ params }) => {
      const { id } = known(params['id']);
      world.remove(id);
      return { deleted: id };
    }),
    on(fleetSummary(), () => summaryOf(world.probes())),
    on(fleetTags(), () => ({ tags: tally(world.probes().flatMap(({ tags }) => tags)) })),
    on(fleetByTag({ tag: ':tag' }), ({ params: { tag } }) =>
      world.probes().filter(({ tags }) => tags.includes(tag ?? '')),
    ),
  ];
}

function matches(probe: ProbeView, query: URLSearchParams): boolean {
  const [status, tag, q] = [query.get('status'), query.get('tag'), query.get('q')?.toLowerCase()];
  const text = [probe.hostname, probe.id, probe.address, probe.distribution, ...probe.tags]
    .join(' ')
    .toLowerCase();
  return (
    (!status || probe.status === status) && (!tag || probe.tags.includes(tag)) && (!q || text.includes(q))
  );
}

function summaryOf(probes: readonly ProbeView[]) {
  const counts = { pending: 0, online: 0, degraded: 0, offline: 0 };
  for (const { status } of probes) counts[status]++;
  return { counts, total: probes.length, connected: counts.online + counts.degraded, pending_approvals: 0 };
}

function tally(words: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}

/** At most 720 points, as the control plane has it. */
function historyOf(host: DemoHost, query: URLSearchParams, now: number): VitalsHistory {
  const to = Date.parse(query.get('to') ?? '') || now;
  const from = Date.parse(query.get('from') ?? '') || to - 3_600_000;
  const step = Math.max(Number(query.get('step') ?? 30), Math.ceil((to - from) / 1000 / 720));
  const count = Math.max(0, Math.floor((to - from) / 1000 / step));
  return {
    probe_id: host.id,
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    step_seconds: step,
    source: step < 300 ? 'raw' : step < 3_600 ? '5m' : '1h',
    points: Array.from({ length: count }, (_none, at) => pointOf(host, from + at * step * 1000)),
  };
}

function pointOf(host: DemoHost, at: number): VitalsHistory['points'][number] {
  const vitals = vitalsAt(host, at);
  return {
    at: new Date(at).toISOString(),
    load1: vitals.load[0],
    cpu_percent: vitals.cpuPercent,
    memory_percent: (100 * vitals.memoryUsed) / vitals.memoryTotal,
    swap_percent: (100 * vitals.swapUsed) / vitals.swapTotal,
    disk_percent: vitals.fullestMount.percent,
    net_rx_bytes_per_second: vitals.netRxBytesPerSecond ?? null,
    net_tx_bytes_per_second: vitals.netTxBytesPerSecond,
    processes: vitals.processes,
  };
}

function unknownHealth() {
  return { score: 0, status: 'unknown' as const, warnings: ['no measurements yet'] };
}
