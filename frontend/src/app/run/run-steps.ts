import type { IconName } from '../ui/icon';
import type { Ending } from './command-end';
import type { RunPhase } from './run-phase';
import { WORDS } from './run-words';

/** `past`, `now` and `next` on the way; the others are tones of how it ended. */
export type StepState = 'past' | 'now' | 'next' | Ending['tone'];

export interface Step {
  readonly text: string;
  readonly state: StepState;
  readonly icon: IconName;
}

const WAY = [WORDS.phases.sent, WORDS.phases.accepted, WORDS.phases.running, WORDS.phases.done] as const;
/** How many steps are behind a run in this phase; the next one is where it stands. */
const BEHIND: Readonly<Partial<Record<RunPhase, number>>> = { waiting: 1, accepted: 1, running: 2 };
const MOVING: ReadonlySet<RunPhase> = new Set(['sending', 'accepted', 'running']);
const ICONS = { past: 'circle-check', now: 'loader-circle', next: 'circle-dashed' } as const;
const REFUSED = { words: WORDS.verdict.refused, tone: 'bad', icon: 'ban', reached: 1 } as const;

/** How far it has come. What has ended says only steps that it went, and how it ended instead of a done. */
export function stepsOf(phase: RunPhase, ending: Ending | undefined): readonly Step[] {
  const end = phase === 'refused' ? REFUSED : ending;
  if (end) {
    const gone = WAY.slice(0, end.reached).map(
      (text) => ({ text, state: 'past', icon: ICONS.past }) as const,
    );
    return [...gone, { text: end.words, state: end.tone, icon: end.icon }];
  }
  const behind = BEHIND[phase] ?? 0;
  return WAY.map((text, at) => {
    const state = at < behind ? 'past' : at === behind && MOVING.has(phase) ? 'now' : 'next';
    return { text, state, icon: ICONS[state] };
  });
}
