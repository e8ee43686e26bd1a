import type { Need, NeedKind } from '../core/api/models';
import type { LiveCounts } from '@legator/contracts';
import { countText } from '../ui/number-text';
import { dayAndClock } from '../ui/time-text';
import type { IconName } from '../ui/icon';
import type { Paint, Tone } from '../ui/tone';

/** Every text of the overview. */
export const OVERVIEW_WORDS = {
  title: 'Overview',
  chat: 'Fleet chat',
  needsYou: 'Needs you',
  needsNone: 'Nothing needs you',
  fleet: 'Fleet',
  allQuiet: 'All quiet',
  healthy: (count: number) =>
    count === 0
      ? 'Nothing needs a person now.'
      : count === 1
        ? '1 probe healthy.'
        : `${countText(count)} probes healthy.`,
  notAllowed: 'You may not read the fleet',
  notAllowedHelp: 'An administrator can grant the permission fleet:read.',
  none: 'No probes yet',
  noneHelp: 'Put a probe on a machine, and what needs you shows up here.',
  addProbe: 'Add probe',
  fresh: (count: number) => `${count} new — show`,
  more: (count: number) => `Show ${count} more`,
  fewer: 'Show fewer',
  alike: (count: number) => `${countText(count)} more like this`,
  activity: 'Last 24 hours',
  activityTable: 'What happened in each hour',
  activityNone: 'Nothing happened in the last 24 hours.',
  asTable: 'As table',
  asChart: 'As chart',
  hour: 'Hour',
  now: 'now',
  capacity: 'Capacity',
  hosts: (hosts: number, stale: number) =>
    stale > 0
      ? `${countText(hosts)} of ${countText(hosts + stale)} hosts tell`
      : hosts === 1
        ? '1 host'
        : `${countText(hosts)} hosts`,
  capacityNone: 'No host has told its numbers in the last five minutes.',
  cpu: 'CPU load',
  memory: 'Memory',
  disk: 'Disk',
  loadOf: (load: string, cpus: number) => `${load} of ${countText(cpus)} cores`,
  fullest: 'Fullest disks',
  busiest: 'Busiest hosts',
  topNone: 'No numbers yet.',
  decided: 'Recently decided',
  by: (name: string) => `by ${name}`,
} as const;

/** How soon a person should look. None of these words is one for a risk. */
export const SEVERITIES: Readonly<Record<Need['severity'], { word: string; tone: Tone }>> = {
  critical: { word: 'Urgent', tone: 'bad' },
  warning: { word: 'Look into it', tone: 'warn' },
  info: { word: 'To know', tone: 'info' },
};

export const NEED_ICONS: Readonly<Record<NeedKind, IconName>> = {
  approval: 'shield-alert',
  silent_probe: 'server-off',
  degraded_probe: 'triangle-alert',
  failed_command: 'circle-x',
  frozen: 'snowflake',
  dead_delivery: 'webhook',
  approval_expired: 'clock',
};

export const STATUS_LIST: readonly { status: keyof LiveCounts; text: string; tone: Tone }[] = [
  { status: 'all', text: 'All', tone: 'neutral' },
  { status: 'online', text: 'Online', tone: 'ok' },
  { status: 'degraded', text: 'Degraded', tone: 'warn' },
  { status: 'offline', text: 'Offline', tone: 'bad' },
  { status: 'pending', text: 'Pending', tone: 'info' },
];

/** In the order in which they are stacked, from the ground up. Colours of series, but for what failed. */
export const ACTIVITY_PARTS = [
  { key: 'commands_ok', label: 'Commands done', tone: 'c1' },
  { key: 'changes', label: 'Changes', tone: 'c2' },
  { key: 'approvals', label: 'Approvals asked', tone: 'c4' },
  { key: 'connections_lost', label: 'Connections lost', tone: 'c7' },
  { key: 'commands_failed', label: 'Commands failed', tone: 'bad' },
] as const satisfies readonly { key: string; label: string; tone: Paint }[];

export const DECISIONS = {
  approved: { word: 'Approved', tone: 'ok', icon: 'check' },
  denied: { word: 'Denied', tone: 'bad', icon: 'x' },
  expired: { word: 'Expired', tone: 'neutral', icon: 'clock' },
  withdrawn: { word: 'Withdrawn', tone: 'neutral', icon: 'undo-2' },
} as const satisfies Record<string, { word: string; tone: Tone; icon: IconName }>;

/** Times that the control plane wrote out in full become clock times of this browser. */
export function readableTimes(text: string): string {
  return text.replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g, (moment) =>
    dayAndClock(moment, Date.now()),
  );
}
