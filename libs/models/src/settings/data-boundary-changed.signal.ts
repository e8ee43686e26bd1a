import type { DataBoundary } from '@legator/contracts';
import type { Signal } from '@legator/core';

const WORDS = {
  local_only: 'nothing but what is needed, without secrets and contents of logs',
  summaries: 'summaries',
  full: 'everything but secrets',
} as const satisfies Record<DataBoundary, string>;

/** Somebody changed what models outside of the house may see. */
export class DataBoundaryChanged implements Signal {
  static readonly type = 'models.boundary_changed';
  readonly type = DataBoundaryChanged.type;
  readonly subject;
  readonly summary: string;
  readonly payload;

  constructor(
    tenantId: string,
    readonly before: DataBoundary,
    readonly after: DataBoundary,
  ) {
    this.subject = { type: 'tenant', id: tenantId };
    this.summary = `Models outside of the house may see ${WORDS[after]} now`;
    this.payload = { from: before, to: after };
  }
}
