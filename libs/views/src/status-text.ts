import type { OverviewStatus } from '@legator/contracts';

/** How much of the tenant's execution is frozen. */
export type Frozen = 'no' | 'part' | 'all';

const FROZEN: Record<Frozen, readonly string[]> = {
  no: [],
  part: ['Execution is frozen in part.'],
  all: ['Execution is frozen.'],
};

/** How things stand, as a person would say it. Made from numbers alone. */
export function statusText(counts: OverviewStatus['counts'], frozen: Frozen): string {
  const { total, offline, degraded, pending, waiting } = counts;
  const parts = [
    total === 1 ? '1 probe' : `${total.toLocaleString('en-US')} probes`,
    ...(offline > 0 ? [`${offline.toLocaleString('en-US')} silent`] : []),
    ...(degraded > 0 ? [`${degraded.toLocaleString('en-US')} degraded`] : []),
    ...(pending > 0 ? [`${pending.toLocaleString('en-US')} not connected yet`] : []),
  ];
  const fleet =
    total === 0 ? 'No probes yet.' : `${parts.join(', ')}${parts.length === 1 ? ', all online' : ''}.`;
  return [fleet, ...FROZEN[frozen], ...waitingText(waiting)].join(' ');
}

function waitingText(waiting: number | undefined): string[] {
  if (waiting === undefined) return [];
  if (waiting === 0) return ['Nothing waits for you.'];
  return [
    waiting === 1
      ? '1 request waits for approval.'
      : `${waiting.toLocaleString('en-US')} requests wait for approval.`,
  ];
}
