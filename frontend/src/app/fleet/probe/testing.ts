import { ApiError } from '../../core/api-error';
import type { ProbeDetail, Timeline, TimelineEntry, VitalsHistory, VitalsPoint } from '../../core/api/models';
import type { TimelinePage } from './probe-api';

/** A probe that is well, but for what the test is about. */
export function aProbe(over: Partial<ProbeDetail> = {}): ProbeDetail {
  return {
    id: 'prb-1',
    hostname: 'web-01',
    os: 'linux',
    arch: 'amd64',
    status: 'online',
    policy_level: 'observe',
    registered: '2026-11-01T08:00:00Z',
    last_seen: '2026-11-20T08:00:00Z',
    type: 'agent',
    tenant_id: 'default',
    protocol: 2,
    connected: true,
    tags: [],
    health: { score: 100, status: 'healthy' },
    ...over,
  };
}

export function anEntry(over: Partial<TimelineEntry> = {}): TimelineEntry {
  return {
    id: 'e1',
    at: '2026-11-20T08:00:00.000Z',
    kind: 'signal',
    type: 'probe.connected',
    summary: 'web-01 connected.',
    actor: { type: 'probe', id: 'prb-1' },
    ...over,
  };
}

export function aPoint(at: string, over: Partial<VitalsPoint> = {}): VitalsPoint {
  return {
    at,
    load1: 0.5,
    cpu_percent: 10,
    memory_percent: 50,
    swap_percent: 0,
    disk_percent: 20,
    net_rx_bytes_per_second: 0,
    net_tx_bytes_per_second: 0,
    processes: 80,
    ...over,
  };
}

/** Knows one probe and its history, until it is removed. */
export class FakeProbeApi {
  probe: ProbeDetail | undefined = aProbe();
  entries: readonly TimelineEntry[] = [];
  known: readonly string[] = [];
  points: readonly VitalsPoint[] = [];
  stepSeconds = 30;
  pageSize = 50;
  /** What the next change is refused with. */
  refusal: ApiError | undefined;
  /** What the history is refused with. */
  timelineFailure: ApiError | undefined;
  asked = 0;

  get(id: string): Promise<ProbeDetail> {
    this.asked++;
    return this.probe?.id === id ? Promise.resolve(this.probe) : Promise.reject(notFound());
  }

  history(id: string, from: Date, to: Date): Promise<VitalsHistory> {
    return Promise.resolve({
      probe_id: id,
      from: from.toISOString(),
      to: to.toISOString(),
      step_seconds: this.stepSeconds,
      source: 'raw',
      points: [...this.points],
    });
  }

  setTags(_id: string, tags: readonly string[]): Promise<readonly string[]> {
    if (this.refusal) return Promise.reject(this.refusal);
    if (this.probe) this.probe = { ...this.probe, tags: [...tags] };
    return Promise.resolve(tags);
  }

  tagsLike(prefix: string): Promise<readonly string[]> {
    return Promise.resolve(this.known.filter((tag) => tag.startsWith(prefix)));
  }

  remove(): Promise<void> {
    if (this.refusal) return Promise.reject(this.refusal);
    this.probe = undefined;
    return Promise.resolve();
  }

  timeline(id: string, { kinds, before, limit = this.pageSize }: TimelinePage): Promise<Timeline> {
    if (this.timelineFailure) return Promise.reject(this.timelineFailure);
    if (!this.probe && this.entries.length === 0) return Promise.reject(notFound());
    const found = this.entries.filter(({ kind }) => !kinds || kinds === kind);
    const from = before === undefined ? 0 : Number(before);
    const to = from + Math.min(limit, this.pageSize);
    return Promise.resolve({
      probe_id: id,
      removed: !this.probe,
      entries: found.slice(from, to),
      next_cursor: to < found.length ? String(to) : null,
    });
  }
}

function notFound(): ApiError {
  return new ApiError('not_found', 'There is no such probe.', 404);
}
