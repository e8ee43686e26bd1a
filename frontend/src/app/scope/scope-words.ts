import { visibleText } from '../ui/visible-text';

/** Where something holds: everywhere, at the probes of a site, at those with a tag, at one probe. */
export interface Scope {
  readonly type: 'tenant' | 'site' | 'tag' | 'probe';
  /** Empty for the tenant. */
  readonly id: string;
  /** What a person calls it: the host of a probe. */
  readonly name: string;
}

export const SCOPE_WORDS = {
  kinds: { tenant: 'Everything', site: 'Site', tag: 'Tag', probe: 'Probe' },
  where: 'Where',
  site: 'Site',
  siteHelp: 'Holds for every probe that is in it, now or later.',
  tag: 'Tag',
  tagHelp: 'A tag that no probe has yet counts as well.',
  probe: 'Probe',
  probeHelp: 'Part of the name of its host, or its id.',
  change: 'Change',
  none: { site: 'No site matches', tag: '', probe: 'No probe matches' },
  offered: { site: 'Sites', tag: 'Known tags', probe: 'Probes that match' },
  take: (tag: string) => `Use ${tag}`,
  unknown: 'The list could not be read. Type the whole tag or id.',
} as const;

export const SCOPE_ICONS = { tenant: 'globe', site: 'map-pin', tag: 'tag', probe: 'server' } as const;

/** "the tag web", "the site berlin", "web-01", "the whole tenant". */
export function scopeText({ type, id, name }: { type: string; id: string; name?: string }): string {
  if (type === 'tenant') return 'the whole tenant';
  if (type === 'site') return `the site ${visibleText(name || id)}`;
  return type === 'tag' ? `the tag ${visibleText(id)}` : visibleText(name || id);
}
