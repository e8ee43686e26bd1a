import { invalidAt } from '@legator/core';

const FORM = /^[a-z0-9][a-z0-9-]{0,62}$/;

/** As upstream writes it: small letters, blanks and underscores as dashes. @throws `invalid` at `slug` */
export function slugOf({ slug, name }: { slug?: string; name: string }): string {
  const text = slug === undefined ? fromName(name) : slug.toLowerCase().replace(/[\s_]+/g, '-');
  if (FORM.test(text)) return text;
  throw invalidAt(
    'slug',
    'may hold small letters, digits and dashes, at most 63, and begins with none of the last',
  );
}

/** Without accents, and with dashes for whatever else it holds. */
function fromName(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 63);
}
