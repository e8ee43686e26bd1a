import type { ApiError } from '../core/api-error';
import type { Neighbour, NeighboursView } from '../core/api/models';

/** A control plane that knows this of every probe, and remembers who was asked about. */
export class FakeNeighboursApi {
  view: NeighboursView | undefined;
  refusal: ApiError | undefined;
  readonly asked: string[] = [];

  of(probe: string): Promise<NeighboursView> {
    this.asked.push(probe);
    if (this.refusal) return Promise.reject(this.refusal);
    return Promise.resolve({ ...(this.view ?? someNeighbours([], null)), probe_id: probe });
  }
}

/** Heard of a minute ago; null where the probe never told. */
export function someNeighbours(neighbours: Neighbour[], age: number | null = 60): NeighboursView {
  const at = age === null ? null : new Date(Date.now() - age * 1_000).toISOString();
  return { probe_id: 'prb-1', received_at: at, age_seconds: age, truncated: false, neighbours };
}

/** Somebody who uses the host; say what is different. */
export function aNeighbour(over: Partial<Neighbour> = {}): Neighbour {
  return { direction: 'in', address: '10.0.0.1', port: 80, connections: 1, ...over };
}
