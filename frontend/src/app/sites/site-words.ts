import { countText } from '../ui/number-text';

const probes = (count: number) => (count === 1 ? '1 probe' : `${countText(count)} probes`);

/** Every text about sites. */
export const SITE_WORDS = {
  probes,
  label: 'Site',
  none: 'No site',
  choose: (count: number) => `Site of ${probes(count)}`,
  field: 'Find a site',
  help: 'Policies and freezes of a site hold for every probe in it.',
  sites: 'Sites',
  take: 'Take out of the site',
  make: (name: string) => `Make the site “${name}”`,
  mayNotMake: 'No site is called so. Making one takes the right to manage sites.',
  unknown: 'The sites could not be read.',
  change: (site: string) => `Site: ${site}. Change it`,
  done: (count: number, site: string) => `${probes(count)} moved to ${site}`,
  out: (count: number) => `${probes(count)} taken out of their site`,
  same: 'They are there already. Nothing changed.',
  undone: (count: number) => `${probes(count)} are where they were`,
  manyTitle: (count: number) => `Move ${probes(count)}?`,
  manyText: 'For so many at once there is no Undo.',
  apply: 'Move',
  bySite: 'Fleet by site',
  outside: 'In no site',
  empty: 'No sites yet',
  emptyText:
    'A site groups probes that stand together. Select probes in the list and assign a site to begin.',
  statuses: { offline: 'offline', degraded: 'degraded', pending: 'pending', online: 'online' },
} as const;
