import type { PolicyForesight } from '../../core/api/models';
import { LEVELS, probesText } from '../policies-words';

export const APPLY_WORDS = {
  title: (name: string) => `Apply ${name}`,
  version: 'Version',
  versionHelp: 'What is applied stays as it is until a newer version is applied.',
  where: 'Apply to',
  whereMissing: 'Choose a site, a tag or a probe.',
  reason: 'Reason',
  reasonHelp: 'Stands in the audit trail.',
  foresee: 'What changes',
  pick: 'Choose where, to see which probes would go by something else.',
  nothing: 'Nothing changes: every probe there goes by this already, or by a policy of its own.',
  noProbes: 'No probe is there yet. Those that come later go by this policy.',
  changed: ({ changed, total }: PolicyForesight) =>
    `${probesText(changed)} of ${total} ${changed === 1 ? 'changes' : 'change'}`,
  looser: (count: number) =>
    `${probesText(count)} could let more happen without a person than now. That takes an administrator.`,
  admin:
    'Applying it to a tag or a site takes an administrator: whatever comes there later gets the policy too.',
  away: 'away: it gets it when it connects',
  ceiling: (level: string) => `its own ceiling keeps it at ${level}`,
  more: (count: number) => `and ${probesText(count)} more`,
  list: 'Probes that change',
  back: 'The last days there under this policy',
  verb: (count: number | undefined) => (count ? `Apply to ${probesText(count)}` : 'Apply'),
  done: (count: number, where: string) =>
    count === 0
      ? `Applied to ${where}; nothing changes now`
      : `Applied to ${where}: ${probesText(count)} told`,
  takeAway: {
    title: (name: string, where: string) => `Take ${name} away from ${where}?`,
    none: 'Nothing changes for any probe now.',
    changes: (count: number) => `${probesText(count)} will go by other policies, or by none.`,
    floor: 'Without a policy the level stays where it is; what this one held back is held back no longer.',
    verb: 'Take away',
    done: (where: string) => `Taken away from ${where}`,
  },
  applied: {
    none: 'Applied nowhere',
    noneText: 'A policy changes nothing until it is applied to a site, a tag or a probe.',
    version: (version: number) => `v${version}`,
    newer: (version: number) => `v${version} is newer`,
    update: (version: number) => `Apply v${version}`,
    remove: 'Take away',
    by: 'by',
    holds: (holding: number, all: number) =>
      `${holding} of ${probesText(all)} ${holding === 1 ? 'holds' : 'hold'} it`,
    noProbes: 'no probe yet',
    list: 'Where it is applied',
    notRead: 'Where it is applied could not be read.',
    drift: 'Probes that go by something else',
  },
} as const;

type Goes = PolicyForesight['probes'][number]['was'];

/** "Observe · web-hardening v3". */
export function goesText({ level, policies }: Goes): string {
  const names = policies.map(({ policy_id, version }) => `${policy_id} v${version}`).join(', ');
  return `${LEVELS[level].word} · ${names || 'no policy'}`;
}
