import type { Signal } from '@legator/core';

/** There is no such site any more. Probes that were in it are in none, each with a fact of its own. */
export class SiteRemoved implements Signal {
  static readonly type = 'site.removed';
  readonly type = SiteRemoved.type;
  readonly subject;
  readonly summary;
  readonly payload;

  constructor(
    id: string,
    readonly before: { readonly name: string; readonly description: string },
    probes: number,
  ) {
    this.subject = { type: 'site', id };
    this.summary = `The site ${before.name} was removed.`;
    this.payload = { site: id, name: before.name, probes };
  }
}
