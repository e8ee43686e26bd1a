import type { FleetRow, FleetRowPage, RemovedProbes, TaggedProbes, TagProbes } from '../core/api/models';
import { ApiError } from '../core/api-error';
import type { FleetView } from './list/fleet-list-api';

/** A probe that is well, but for what the test is about. */
export function aFleetRow(over: Partial<FleetRow> = {}): FleetRow {
  return {
    id: 'prb-1',
    hostname: 'web-01',
    status: 'online',
    connected: true,
    os: 'linux',
    distribution: 'ubuntu',
    distribution_version: '24.04',
    tags: ['web', 'prod'],
    policy_level: 'observe',
    registered: '2026-11-01T08:00:00Z',
    last_seen: '2026-11-20T08:00:00Z',
    health: { score: 100, status: 'healthy' },
    waiting_approvals: 0,
    ...over,
  };
}

/** So many rows: `prb-0`, `prb-1` and so on. */
export function fleetRows(count: number, from = 0): FleetRow[] {
  return Array.from({ length: count }, (_, at) =>
    aFleetRow({ id: `prb-${from + at}`, hostname: `host-${from + at}` }),
  );
}

/** A fleet in memory; answers at once, or when the test lets it. */
export class FakeFleetListApi {
  rows: FleetRow[] = [];
  failure: ApiError | undefined;
  /** Each page that was asked for. */
  readonly asked: { q: string; sort: string; limit: number; cursor?: string }[] = [];
  readonly tagged: TagProbes[] = [];
  readonly removals: string[][] = [];
  private gate: Promise<void> | undefined;

  /** @returns what lets answers through again */
  hold(): () => void {
    let open = () => {};
    this.gate = new Promise((resolve) => (open = resolve));
    return () => {
      this.gate = undefined;
      open();
    };
  }

  async page({ q, sort }: FleetView, limit: number, cursor?: string): Promise<FleetRowPage> {
    this.asked.push({ q, sort, limit, ...(cursor ? { cursor } : {}) });
    const failure = this.failure;
    await this.gate;
    if (failure) throw failure;
    const found = this.rows.filter(({ hostname, tags }) => !q || hostname.includes(q) || tags.includes(q));
    const from = Number(cursor ?? 0);
    const counts = { all: found.length, online: found.length, degraded: 0, offline: 0, pending: 0 };
    const next = from + limit < found.length ? String(from + limit) : null;
    return { rows: found.slice(from, from + limit), next_cursor: next, total: found.length, counts };
  }

  again(ids: readonly string[]): Promise<readonly FleetRow[]> {
    return Promise.resolve(this.rows.filter(({ id }) => ids.includes(id)));
  }

  lines(): Promise<never> {
    return Promise.reject(new ApiError('unavailable', 'No lines.', 503));
  }

  values(): Promise<never[]> {
    return Promise.resolve([]);
  }

  tag(change: TagProbes): Promise<TaggedProbes> {
    if (this.failure) return Promise.reject(this.failure);
    this.tagged.push(change);
    const [add, remove] = [change.add ?? [], change.remove ?? []];
    const ids = change.probes ?? this.rows.map(({ id }) => id);
    this.rows = this.rows.map((row) =>
      ids.includes(row.id)
        ? { ...row, tags: [...new Set([...row.tags.filter((tag) => !remove.includes(tag)), ...add])] }
        : row,
    );
    return Promise.resolve({ matched: ids.length, changed: ids.length });
  }

  remove(probes: readonly string[]): Promise<RemovedProbes> {
    if (this.failure) return Promise.reject(this.failure);
    this.removals.push([...probes]);
    const removed = probes.filter((id) => this.rows.some((row) => row.id === id));
    this.rows = this.rows.filter(({ id }) => !probes.includes(id));
    return Promise.resolve({ removed, missing: probes.filter((id) => !removed.includes(id)) });
  }

  csv({ q }: FleetView): string {
    return `/csv?q=${q}`;
  }
}
