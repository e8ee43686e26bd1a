import type { LiveCounts } from '@legator/contracts';
import type { ProbeView } from '../core/api/models';

/** Every text of the overview. */
export const OVERVIEW_WORDS = {
  title: 'Overview',
  needsYou: 'Needs you',
  fleet: 'Fleet',
  allQuiet: 'All quiet',
  healthy: (count: number) =>
    count === 1 ? '1 probe is healthy.' : `${count.toLocaleString()} probes are healthy.`,
  none: 'No probes yet',
  noneHelp: 'Put a probe on a machine, and what needs you shows up here.',
  addProbe: 'Add probe',
  notAllowed: 'You may not read the fleet. An administrator can grant the permission fleet:read.',
  more: (count: number) => `${count} more in the fleet`,
  silentFor: 'silent for',
} as const;

export const STATUS_LIST: readonly { status: keyof LiveCounts; text: string }[] = [
  { status: 'all', text: 'All' },
  { status: 'online', text: 'Online' },
  { status: 'degraded', text: 'Degraded' },
  { status: 'offline', text: 'Offline' },
  { status: 'pending', text: 'Pending' },
];

/** The worst of what lowers its health, in the control plane's own words. */
export function reasonOf({ health }: ProbeView): string {
  return health?.reasons?.[0]?.text ?? health?.warnings?.[0] ?? '';
}
