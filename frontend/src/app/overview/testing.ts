import type { Activity, Capacity, DecidedApprovals, Needs, OverviewStatus } from '../core/api/models';

/** Answers what a test wrote down, and counts how often each was asked. A part in `failing` is away. */
export class FakeOverviewApi {
  total = 3;
  readonly failing = new Set<string>();
  readonly asked: string[] = [];

  status(): Promise<OverviewStatus> {
    const counts = { total: this.total, online: this.total, degraded: 0, offline: 0, pending: 0 };
    return this.answer('status', { text: `${this.total} probes`, counts, frozen: false });
  }

  needs(): Promise<Needs> {
    return this.answer('needs', { items: [], total: 0 });
  }

  activity(hours: number): Promise<Activity> {
    return this.answer('activity', { hours, buckets: [] });
  }

  capacity(): Promise<Capacity> {
    const space = { total_bytes: 0, used_bytes: 0 };
    const none = { hosts: 0, cpus: 0, stale: 0, memory: space, disk: space, fullest: [], busiest: [] };
    return this.answer('capacity', none);
  }

  decided(): Promise<DecidedApprovals> {
    return this.answer('decided', { items: [] });
  }

  private answer<T>(part: string, value: T): Promise<T> {
    this.asked.push(part);
    return this.failing.has(part) ? Promise.reject(new TypeError(part)) : Promise.resolve(value);
  }
}
