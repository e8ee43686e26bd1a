import type { Signal } from '@legator/core';

/** Somebody named a filter, or gave the name to another one. */
export class SavedFilterChanged implements Signal {
  static readonly type = 'saved_filter.changed';
  readonly type = SavedFilterChanged.type;
  readonly subject;
  readonly summary;
  readonly payload;

  constructor(
    name: string,
    readonly after: { readonly q: string; readonly sort?: string },
    readonly before?: { readonly q: string; readonly sort?: string },
  ) {
    this.subject = { type: 'saved_filter', id: name };
    this.summary = `The fleet filter “${name}” was ${before ? 'changed' : 'saved'}.`;
    this.payload = { name, ...after };
  }
}
