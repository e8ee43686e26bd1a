import type { Signal } from '@legator/core';

/** Somebody made a site; no probe is in it yet. */
export class SiteCreated implements Signal {
  static readonly type = 'site.created';
  readonly type = SiteCreated.type;
  readonly subject;
  readonly summary;
  readonly payload;

  constructor(
    id: string,
    readonly after: { readonly name: string; readonly description: string },
  ) {
    this.subject = { type: 'site', id };
    this.summary = `The site ${after.name} was made.`;
    this.payload = { site: id, ...after };
  }
}
