import type { Signal, Subject } from '@legator/core';

/** Somebody put a probe into another site, or into none; policies may now apply to it that did not before. */
export class ProbeSiteChanged implements Signal {
  static readonly type = 'probe.site_changed';
  readonly type = ProbeSiteChanged.type;
  readonly subject: Subject;
  readonly alsoAbout: readonly Subject[];
  readonly summary;
  readonly payload;
  readonly before;
  readonly after;

  constructor(
    readonly probeId: string,
    hostname: string,
    before: string | null,
    after: string | null,
  ) {
    this.subject = { type: 'probe', id: probeId };
    this.alsoAbout = [before, after].flatMap((id) => (id === null ? [] : [{ type: 'site', id }]));
    this.summary =
      after === null
        ? `${hostname || probeId} is in no site any more.`
        : `${hostname || probeId} is in the site ${after} now.`;
    this.payload = { site: after, previous: before };
    this.before = { site: before };
    this.after = { site: after };
  }
}
