import type { ApiClient } from './api-client.js';
import { text } from './answers.js';
import { findProbe } from './fleet-commands.js';
import { findSite } from './site-commands.js';

/** Exactly one of them is given. */
export interface ScopeOptions {
  readonly probe?: string | undefined;
  readonly tag?: string | undefined;
  readonly site?: string | undefined;
}

/** Where something is to hold, as the API takes it: names are looked up, so that it never holds at a namesake. */
export async function scopeOf(
  api: ApiClient,
  { probe, tag, site }: ScopeOptions,
): Promise<{ type: string; id: string }> {
  if (probe !== undefined) return { type: 'probe', id: text((await findProbe(api, probe))['id']) };
  if (site !== undefined) return { type: 'site', id: text((await findSite(api, site))['id']) };
  return { type: 'tag', id: tag! };
}
