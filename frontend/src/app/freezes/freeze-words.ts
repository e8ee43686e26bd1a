import type { FreezeView } from '../core/api/models';

export const FREEZE_WORDS = {
  title: 'Freezes',
  intro:
    'While something is frozen, nothing new starts there. What runs goes on, and what is asked for waits or is refused with the reason.',
  freeze: 'Freeze execution',
  active: 'Frozen now',
  none: 'Nothing is frozen',
  noneText:
    'Freeze the tenant, a site, a tag or a probe when nothing may change, such as during a move or an incident.',
  past: 'Earlier',
  noPast: 'There was no freeze yet.',
  lift: 'Lift',
  older: 'Show older',
  by: 'by',
  untilLifted: 'until it is lifted',
  until: (text: string) => `until ${text}`,
  lifted: (by: string) => (by === 'its end' ? 'ended by itself' : `lifted by ${by}`),
  expired: 'ended by itself',
  dialog: {
    title: 'Freeze execution',
    where: 'What is frozen',
    whereMissing: 'Choose a tag or a probe.',
    reason: 'Reason',
    reasonHelp: 'Everybody who is held back reads it.',
    reasonMissing: 'Say why, for those who are held back.',
    ends: 'Ends',
    at: 'Ends at',
    atPast: 'Choose a time that lies ahead.',
    whole: 'Every probe of this tenant stops taking commands, those of other people too.',
    part: 'Commands there are refused until it ends.',
    verb: 'Freeze',
    done: (where: string) => `Frozen: ${where}`,
  },
  notAllowed: 'Freezing and lifting need the permission execution:freeze.',
} as const;

/** How long it may last; `at` asks for a time, `open` ends with whoever lifts it. */
export const ENDS = [
  { value: '1', label: 'In an hour' },
  { value: '4', label: 'In 4 hours' },
  { value: '12', label: 'In 12 hours' },
  { value: '24', label: 'In a day' },
  { value: 'at', label: 'At a time' },
  { value: 'open', label: 'When it is lifted' },
] as const;
export type End = (typeof ENDS)[number]['value'];

export function isActive({ lifted_at, until_at }: FreezeView, now: number): boolean {
  return lifted_at === null && (until_at === null || Date.parse(until_at) > now);
}
