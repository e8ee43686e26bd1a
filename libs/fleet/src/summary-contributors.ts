import { Injectable } from '@nestjs/common';
import type { Tx } from '@legator/core';

/** A value for `GET /fleet/summary`, read in the tenant's transaction. */
export type SummaryContributor = (tx: Tx) => Promise<unknown>;

/** Where rooms above add their part to the fleet's summary, such as `pending_approvals`. */
@Injectable()
export class SummaryContributors {
  private readonly parts = new Map<string, SummaryContributor>();

  /** One contributor for each key; a second one is a mistake in the wiring. */
  add(key: string, contributor: SummaryContributor): void {
    if (this.parts.has(key)) throw new Error(`Two rooms add ${key} to the fleet's summary.`);
    this.parts.set(key, contributor);
  }

  async read(tx: Tx): Promise<Record<string, unknown>> {
    const found: Record<string, unknown> = {};
    for (const [key, contributor] of this.parts) found[key] = await contributor(tx);
    return found;
  }
}
