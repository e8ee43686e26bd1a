import type { Signal } from '@legator/core';

/** Somebody gave a probe other tags; policies and groups may now apply to it that did not before. */
export class ProbeTagsChanged implements Signal {
  static readonly type = 'probe.tags_changed';
  readonly type = ProbeTagsChanged.type;
  readonly subject;
  readonly summary;
  readonly payload;
  readonly before;
  readonly after;

  constructor(
    readonly probeId: string,
    hostname: string,
    before: readonly string[],
    after: readonly string[],
  ) {
    this.subject = { type: 'probe', id: probeId };
    this.summary = `The tags of ${hostname || probeId} are now ${after.join(', ') || 'none'}.`;
    this.payload = { tags: after, previous: before };
    this.before = { tags: before };
    this.after = { tags: after };
  }
}
