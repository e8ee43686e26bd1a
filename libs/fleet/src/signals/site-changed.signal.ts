import type { Signal } from '@legator/core';

interface Called {
  readonly name: string;
  readonly description: string;
}

/** A site is called or described otherwise. Its id, and what hangs on it, stay. */
export class SiteChanged implements Signal {
  static readonly type = 'site.changed';
  readonly type = SiteChanged.type;
  readonly subject;
  readonly summary;
  readonly payload;

  constructor(
    id: string,
    readonly before: Called,
    readonly after: Called,
  ) {
    this.subject = { type: 'site', id };
    this.summary =
      before.name === after.name
        ? `The site ${after.name} is described otherwise.`
        : `The site ${before.name} is called ${after.name} now.`;
    this.payload = { site: id, ...after };
  }
}
