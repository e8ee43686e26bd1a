import type { FleetSort, ProbeStatus } from '../../core/api/models';
import { partsOf } from '../../ui/token-query';
import { SORTS, sortKey } from './fleet-words';

export type StatusChoice = ProbeStatus | 'all';
const STATUSES: readonly string[] = ['online', 'degraded', 'offline', 'pending'];

/** The status a filter asks for: one of them alone, all, or nothing that the counters could show. */
export function statusOf(q: string): StatusChoice | undefined {
  const asked = partsOf(q).filter(isStatus);
  if (asked.length === 0) return 'all';
  const [only] = asked;
  const value = only?.value?.toLowerCase() ?? '';
  return asked.length === 1 && !only?.negated && STATUSES.includes(value)
    ? (value as ProbeStatus)
    : undefined;
}

/** The same filter for this status; what else it asks for stays. */
export function withStatus(q: string, status: StatusChoice): string {
  const rest = partsOf(q)
    .filter((part) => !isStatus(part))
    .map(({ text }) => text);
  return [...(status === 'all' ? [] : [`status:${status}`]), ...rest].join(' ');
}

/** What a filter asks for besides the status. */
export const withoutStatus = (q: string): string => withStatus(q, 'all');

/** A sort as it stands in an address; anything else is the usual one. */
export function readSort(text: string | undefined): FleetSort {
  const key = sortKey((text ?? '') as FleetSort);
  return SORTS.some((one) => one.key === key) ? (text as FleetSort) : 'health';
}

const isStatus = ({ key }: { key?: string }) => key?.toLowerCase() === 'status';
