import type { ProbeStatus } from '@legator/contracts';

/** Which probes of the tenant are meant; all parts must fit. */
export interface ProbeFilter {
  readonly status?: ProbeStatus;
  readonly tag?: string;
  /** Id of a site. */
  readonly site?: string;
  /** Family (`linux`, `windows`, `darwin`) or distribution (`ubuntu`). */
  readonly os?: string;
  /** Part of hostname, id, address, distribution or tag. */
  readonly q?: string;
}

/** Its SQL over `fleet_probe p`, and the values for it. */
export function where({ status, tag, site, os, q }: ProbeFilter): { sql: string; values: unknown[] } {
  const values: unknown[] = [];
  const parts: string[] = [];
  const add = (value: unknown, condition: (place: string) => string) => {
    if (value === undefined || value === '') return;
    values.push(value);
    parts.push(condition(`$${values.length}`));
  };
  add(status, (place) => `p.status = ${place}`);
  add(tag && [tag], (place) => `p.tags @> ${place}::text[]`);
  add(site, (place) => `p.site_id = ${place}`);
  add(family(os), (place) => `(lower(p.os) = ${place} or p.distribution = ${place})`);
  add(
    q && `%${q.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`,
    (place) =>
      `(lower(p.hostname) like ${place} or p.id like ${place} or p.address like ${place} or p.distribution like ${place}
        or exists (select from unnest(p.tags) tag where tag like ${place}))`,
  );
  return { sql: parts.join(' and ') || 'true', values };
}

function family(os: string | undefined): string | undefined {
  return os === 'macos' ? 'darwin' : os;
}
