import type { OverviewStatus } from '@legator/contracts';

/** How things stand, as a person would say it. Made from numbers alone. */
export function statusText({ counts, frozen }: Omit<OverviewStatus, 'text'>): string {
  const { total, offline, degraded, pending, waiting } = counts;
  const parts = [
    total === 1 ? '1 probe' : `${total.toLocaleString('en-US')} probes`,
    ...(offline > 0 ? [`${offline.toLocaleString('en-US')} silent`] : []),
    ...(degraded > 0 ? [`${degraded.toLocaleString('en-US')} degraded`] : []),
    ...(pending > 0 ? [`${pending.toLocaleString('en-US')} not connected yet`] : []),
  ];
  const fleet =
    total === 0 ? 'No probes yet.' : `${parts.join(', ')}${parts.length === 1 ? ', all online' : ''}.`;
  return [fleet, ...(frozen ? ['Execution is frozen.'] : []), ...waitingText(waiting)].join(' ');
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
