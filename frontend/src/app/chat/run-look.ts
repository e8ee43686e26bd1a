import type { ChatRunPart, ChatRunState } from '../core/api/models';
import type { IconName } from '../ui/icon';
import { tookText } from '../ui/output-words';
import { visibleText } from '../ui/visible-text';
import { CHAT_WORDS as WORDS } from './chat-words';

type Tone = 'ok' | 'warn' | 'bad' | 'quiet' | 'busy';

/** How a command stands as a whole, as its block shows it. */
export interface RunLook {
  readonly tone: Tone;
  readonly icon: IconName;
  /** In a word, for whoever does not see the icon. */
  readonly state: string;
  /** "12 of 12 probes · 0.9 s". */
  readonly count: string;
  /** What is not as it should be: "2 failed", "1 waits for approval". */
  readonly notes: readonly string[];
  readonly isBusy: boolean;
}

const ICONS: Readonly<Record<ChatRunState, IconName>> = {
  waiting: 'shield-alert',
  running: 'loader-circle',
  succeeded: 'circle-check',
  failed: 'circle-x',
  denied: 'ban',
  canceled: 'circle-stop',
  skipped: 'minus',
};
const TONES: Readonly<Record<ChatRunState, Tone>> = {
  waiting: 'warn',
  running: 'busy',
  succeeded: 'ok',
  failed: 'bad',
  denied: 'bad',
  canceled: 'quiet',
  skipped: 'quiet',
};
/** What somebody has to know first. */
const WORST: readonly ChatRunState[] = [
  'running',
  'waiting',
  'failed',
  'denied',
  'canceled',
  'skipped',
  'succeeded',
];

export function runLook(part: ChatRunPart): RunLook {
  const { done, duration_ms: took } = part;
  const counts = countsOf(part);
  const hosts = hostsOf(part);
  const state = WORST.find((one) => counts.has(one)) ?? 'skipped';
  const took_ = took === null ? '' : ` · ${tookText(took)}`;
  return {
    tone: TONES[state],
    icon: ICONS[state],
    state: WORDS.run.states[state],
    count: `${hosts === 1 ? '' : WORDS.run.of(done, hosts)}${took_}`.replace(/^ · /, ''),
    notes: hosts === 1 ? [] : notesOf(counts),
    isBusy: state === 'running',
  };
}

/** How many hosts it has, named in it or only counted. */
export function hostsOf(part: ChatRunPart): number {
  return [...countsOf(part).values()].reduce((sum, count) => sum + count, 0);
}

function countsOf({ targets, more_targets: more = [] }: ChatRunPart): Map<ChatRunState, number> {
  const counts = new Map<ChatRunState, number>();
  for (const { state, count } of [...targets.map(({ state }) => ({ state, count: 1 })), ...more])
    counts.set(state, (counts.get(state) ?? 0) + count);
  return counts;
}

function notesOf(counts: ReadonlyMap<ChatRunState, number>): string[] {
  return (['waiting', 'failed', 'denied', 'canceled', 'skipped'] as const).flatMap((state) => {
    const count = counts.get(state) ?? 0;
    return count > 0 ? [WORDS.run.count[state](count)] : [];
  });
}

/** The host of one, or what was named. */
export function targetText({ targets, target }: ChatRunPart): string {
  const [only] = targets;
  return visibleText(targets.length === 1 && only ? only.hostname || only.probe_id : target);
}

/** Requests of it that wait for a person, each once. */
export function waitingApprovals({ targets }: ChatRunPart): readonly string[] {
  return [...new Set(targets.flatMap(({ approval_id: id }) => id ?? []))];
}
