import type { TimelineEntry } from '../../core/api/models';
import type { IconName } from '../../ui/icon';
import type { Tone } from '../../ui/tone';
import { WORDS } from './probe-words';

export interface Look {
  readonly icon: IconName;
  readonly tone: Tone;
}

const BY_TYPE: readonly (readonly [prefix: string, look: Look])[] = [
  ['probe.offline', { icon: 'unplug', tone: 'bad' }],
  ['probe.disconnected', { icon: 'unplug', tone: 'warn' }],
  ['probe.degraded', { icon: 'triangle-alert', tone: 'warn' }],
  ['probe.flapping', { icon: 'activity', tone: 'warn' }],
  ['probe.recovered', { icon: 'circle-check', tone: 'ok' }],
  ['probe.connected', { icon: 'plug', tone: 'ok' }],
  ['probe.reconnected', { icon: 'plug', tone: 'ok' }],
  ['probe.tags', { icon: 'tag', tone: 'neutral' }],
  ['probe.deleted', { icon: 'trash-2', tone: 'bad' }],
  ['probe.', { icon: 'server', tone: 'neutral' }],
  ['inventory.', { icon: 'refresh-cw', tone: 'neutral' }],
  ['command.failed', { icon: 'x', tone: 'bad' }],
  ['command.completed', { icon: 'check', tone: 'ok' }],
  ['command.canceled', { icon: 'circle-stop', tone: 'neutral' }],
  ['command.', { icon: 'terminal', tone: 'neutral' }],
  ['approval.needed', { icon: 'shield-alert', tone: 'warn' }],
  ['approval.', { icon: 'shield-check', tone: 'neutral' }],
  ['execution.', { icon: 'snowflake', tone: 'info' }],
  ['token.', { icon: 'key-round', tone: 'neutral' }],
];

/** How an entry is marked. A command is marked by how it ended. */
export function lookOf(entry: Pick<TimelineEntry, 'kind' | 'type' | 'status' | 'gate'>): Look {
  if (entry.kind === 'directive') return lookOfDirective(entry);
  const found = BY_TYPE.find(([prefix]) => entry.type.startsWith(prefix));
  return found?.[1] ?? { icon: entry.kind === 'audit' ? 'scroll-text' : 'info', tone: 'neutral' };
}

function lookOfDirective({ status, gate }: Pick<TimelineEntry, 'status' | 'gate'>): Look {
  if (gate === 'denied') return { icon: 'ban', tone: 'bad' };
  if (gate === 'pending' && status === 'requested') return { icon: 'shield-alert', tone: 'warn' };
  if (status === 'failed') return { icon: 'x', tone: 'bad' };
  if (status === 'canceled') return { icon: 'circle-stop', tone: 'neutral' };
  return { icon: 'terminal', tone: status === 'succeeded' ? 'ok' : 'neutral' };
}

/** What stands behind an entry: "exit 1", "waits for approval". */
export function endText({ kind, status, gate, exit_code: exit }: TimelineEntry): string {
  // Below zero nothing exited: the words beside it say what happened.
  if (kind !== 'directive') return exit === undefined || exit < 0 ? '' : WORDS.activity.exit(exit);
  if (status !== 'canceled' && exit !== undefined && exit >= 0) return WORDS.activity.exit(exit);
  return stateText(status ?? '', gate, exit);
}

/** How a command stands, in words: "waits for approval", "stopped", "failed". */
export function stateText(status: string, gate: string | undefined, exit: number | undefined): string {
  if (status === 'canceled') return canceledText(gate, exit);
  const held = WORDS.activity.gates[gate ?? ''];
  return (status === 'requested' && held) || WORDS.activity.statuses[status] || status;
}

/** What was canceled never ran, unless there is an exit code, which below zero means that it was stopped. */
function canceledText(gate: string | undefined, exit: number | undefined): string {
  const { stopped, withdrawn, expired, denied, never } = WORDS.activity.canceled;
  if (exit !== undefined) return stopped;
  if (gate === 'pending') return withdrawn;
  if (gate === 'denied') return denied;
  return gate === 'expired' ? expired : never;
}

export interface Day<T> {
  readonly key: string;
  readonly label: string;
  readonly entries: readonly T[];
}

/** By day of this browser's zone, newest first. */
export function daysOf<T extends { readonly at: string }>(
  entries: readonly T[],
  now: number,
): readonly Day<T>[] {
  const days: { key: string; label: string; entries: T[] }[] = [];
  for (const entry of entries) {
    const key = dayKey(new Date(entry.at));
    const last = days.at(-1);
    if (last?.key === key) last.entries.push(entry);
    else days.push({ key, label: dayText(entry.at, now), entries: [entry] });
  }
  return days;
}

function dayText(at: string, now: number): string {
  const key = dayKey(new Date(at));
  const today = new Date(now);
  if (key === dayKey(today)) return WORDS.activity.today;
  const yesterday = new Date(today.getFullYear(), today.getMonth(), today.getDate() - 1);
  if (key === dayKey(yesterday)) return WORDS.activity.yesterday;
  return new Date(at).toLocaleDateString(undefined, {
    weekday: 'long',
    year: 'numeric',
    month: 'long',
    day: 'numeric',
  });
}

function dayKey(day: Date): string {
  return `${day.getFullYear()}-${day.getMonth()}-${day.getDate()}`;
}
