import type { FleetView } from './fleet-list-api';

export function sameView(one: FleetView, other: FleetView): boolean {
  return one.q === other.q && one.sort === other.sort;
}
