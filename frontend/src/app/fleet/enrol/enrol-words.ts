import { countText } from '../../ui/number-text';
import { clockText, momentText } from '../../ui/time-text';

/** Every text about adding probes. */
export const ENROL_WORDS = {
  title: 'Add probe',
  fleet: 'Fleet',
  lead: 'A probe is a small program on a host. It connects to this control plane by itself, and shows up in the fleet.',
  platforms: 'Platform',
  platform: { linux: 'Linux', container: 'Container' },
  needs: {
    linux: 'Run it on the host as root. It needs Node 20 or newer there, and runs until it is stopped.',
    container:
      'Run both where Docker is: the first in a checkout of Legator, the second starts the probe. It watches its own container, not the host around it.',
  },
  life: 'Works for',
  lifeHelp: 'Enrolled probes stay; only the token ends.',
  uses: 'For how many hosts',
  usesOf: { one: 'One host', some: 'Some hosts', any: 'Any number' },
  count: 'Number of hosts',
  tags: 'Tags',
  tagsHelp: 'Each probe that enrols with it gets them, such as web, prod.',
  site: 'Site',
  siteHelp: 'Each probe that enrols with it is put there. One that is known elsewhere stays there.',
  noSite: 'No site',
  cidr: 'Only from addresses',
  cidrHelp: 'A network such as 10.0.0.0/8. Hosts elsewhere are turned away.',
  make: 'Make an install line',
  makeOther: 'Make another',
  line: 'Install line',
  once: 'The token is shown once. When this page is left, it cannot be shown again.',
  until: (expires: string, hosts: string) => `It works ${hosts} until ${untilText(expires)}.`,
  forHosts: (uses: number | undefined) =>
    uses === undefined
      ? 'for any number of hosts'
      : uses === 1
        ? 'for one host'
        : `for ${countText(uses)} hosts`,
  local:
    'This address is of this machine alone. For other hosts and for containers, start Legator with LEGATOR_EXTERNAL_URL set to an address that they reach.',
  revokeThis: 'Revoke this token',
  arrivals: 'Arrivals',
  arrivalsIdle: 'Make an install line and run it on a host. It shows up here as soon as it connects.',
  waiting: 'Waiting for the probe…',
  waitingMore: 'Waiting for more…',
  registered: 'registered',
  connected: 'connected',
  spoken: (host: string) => `${host} connected`,
  full: 'All hosts of this token are here.',
  tokens: 'Tokens',
  tokensTable: 'Table of tokens',
  tokensNone: 'No token works now.',
  tokensEnded: (count: number) => (count === 1 ? 'Show 1 that ended' : `Show ${countText(count)} that ended`),
  tokensEndedHide: 'Hide those that ended',
  columns: { token: 'Token', by: 'Made by', uses: 'Used', ends: 'Ends', tags: 'Tags', from: 'From' },
  state: { active: 'Works', used: 'Used up', revoked: 'Revoked', expired: 'Expired' },
  usesText: (uses: number, most: number | undefined) =>
    most === undefined ? `${countText(uses)} times` : `${countText(uses)} of ${countText(most)}`,
  revoke: 'Revoke',
  revokeAsk: (prefix: string) => `Revoke token ${prefix}…?`,
  revokeText: 'No further host can enrol with it. Probes that enrolled with it stay.',
  revokeVerb: 'Revoke token',
  revoked: (prefix: string) => `Token ${prefix}… is revoked`,
  revokeFailed: 'The token was not revoked.',
} as const;

function untilText(iso: string): string {
  const at = new Date(iso);
  const isToday = at.toDateString() === new Date().toDateString();
  return isToday ? clockText(iso) : (momentText(iso).split(' · ')[0] ?? iso);
}
