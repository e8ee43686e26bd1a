import type { Signal } from '@legator/core';

/** Somebody took a named filter away; the probes it chose are as they were. */
export class SavedFilterRemoved implements Signal {
  static readonly type = 'saved_filter.removed';
  readonly type = SavedFilterRemoved.type;
  readonly subject;
  readonly summary;
  readonly payload;

  constructor(
    name: string,
    readonly before: { readonly q: string; readonly sort?: string },
  ) {
    this.subject = { type: 'saved_filter', id: name };
    this.summary = `The fleet filter “${name}” was removed.`;
    this.payload = { name };
  }
}
