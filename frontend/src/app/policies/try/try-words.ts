import { countText } from '../../ui/number-text';
import type { IconName } from '../../ui/icon';
import type { Tone } from '../../ui/tone';

export type Outcome = 'allow' | 'queue' | 'deny';

export const OUTCOMES: Readonly<
  Record<Outcome, { title: string; word: string; tone: Tone; icon: IconName }>
> = {
  allow: { title: 'Runs without a person', word: 'runs', tone: 'ok', icon: 'play' },
  queue: { title: 'Waits for a person', word: 'waits', tone: 'warn', icon: 'shield-alert' },
  deny: { title: 'Is refused', word: 'refused', tone: 'bad', icon: 'ban' },
};

export const TRY_WORDS = {
  title: 'What would this decide?',
  field: 'Command line',
  help: 'Nothing runs and nothing is written down.',
  placeholder: 'systemctl restart nginx',
  where: 'Where',
  kinds: { tenant: 'Any host', site: 'In a site', tag: 'With a tag', probe: 'A probe' },
  empty: 'Type a command to see what becomes of it, and why.',
  emptyHere: 'Type a command to see how it would be judged on this host now.',
  judging: 'Judging…',
  notAllowed: 'Trying it needs the permission to run commands.',
  line: 'The command, with the words that counted marked',
  looked: (more: number) =>
    more > 0 ? `${more} more reasons, and all that was looked at` : 'All that was looked at',
  drove: 'decided',
  needs: 'Needs',
  unknown: 'Not known',
  by: (policies: string) => `By ${policies}`,
  byNone: 'By the level of the probe alone',
  invalid: 'The policy has faults; mend them to try it.',
  replay: {
    title: 'The last days under this policy',
    text: 'Judges anew what was asked for, by this policy alone. How busy a host was then is not known and left out.',
    days: 'How far back',
    dayText: (days: number) => (days === 1 ? '24 hours' : `${days} days`),
    run: 'Look back',
    again: 'Look back again',
    busy: 'Judging what was asked for…',
    none: 'Nothing was asked for in this time.',
    same: 'Every command would be decided as it was.',
    total: (count: number, differing: number) =>
      `${countText(count)} ${count === 1 ? 'command' : 'commands'}, ${
        differing === 0 ? 'none' : countText(differing)
      } decided otherwise`,
    truncated: 'There were more; these are the newest.',
    more: (count: number) => `${countText(count)} more differ.`,
    was: 'Was',
    becomes: 'Would be',
    table: 'What was decided then, and would be now',
    list: 'Commands that would be decided otherwise',
    times: (count: number) => `${countText(count)} ×`,
    then: 'Then',
    now: 'Now',
    outcomes: { allow: 'Ran', queue: 'Waited', deny: 'Refused' },
    notAllowed: 'Looking back needs the permission directive:read.',
    old: 'The policy changed since; look back again.',
  },
} as const;
