import { SiteId } from '@legator/contracts';

const MOST = 63;

/** The id that a site gets from its name: `Berlin Mitte` → `berlin-mitte`. Nothing for a name without letters for one. */
export function idFrom(name: string): string | undefined {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').replaceAll('ß', 'ss').toLowerCase();
  const words = plain.replace(/[^a-z0-9]+/g, '-').slice(0, MOST);
  return SiteId.safeParse(words.replace(/^-+|-+$/g, '')).data;
}
