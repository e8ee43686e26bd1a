import { Injectable } from '@nestjs/common';
import type { AuditVerification, SignedCheckpoint } from '@legator/contracts';
import { currentContext, Transactions } from '@legator/core';
import { KeyRing } from '@legator/wire';
import { AuditStore } from './audit.store.js';
import type { ChainSnapshot, CheckpointRow, EntryRow } from './audit.store.js';
import { ChainWalk } from './chain-walk.js';
import { Checkpoints } from './checkpoints.js';
import { Sealer } from './sealer.js';

const PAGE = 1_000;

interface Page {
  readonly rows: readonly EntryRow[];
  readonly signed: readonly CheckpointRow[];
}

/**
 * Recomputes the chain of a tenant from its texts and compares it with what is stored and what was signed.
 *
 * Finds what was changed, taken out, put in, moved or cut off, as long as one checkpoint from before is known: in the
 * table, in this process, or given by the caller. Believes this server's own key only, not those the database names.
 * Reads in pages, so any length takes the same memory and no transaction stays open.
 */
@Injectable()
export class Verification {
  constructor(
    private readonly transactions: Transactions,
    private readonly store: AuditStore,
    private readonly sealer: Sealer,
    private readonly checkpoints: Checkpoints,
  ) {}

  /** `kept` is a checkpoint from elsewhere. */
  async run(kept?: SignedCheckpoint): Promise<AuditVerification> {
    const { tenantId } = currentContext().actor;
    // Read first: what it knows was committed before, so it must be in the snapshot too.
    const remembered = this.checkpoints.remembered(tenantId);
    await this.sealer.flush();
    await this.checkpoints.signNow(tenantId);
    const walk = new ChainWalk(tenantId, new KeyRing([this.checkpoints.key.publicKey]).verify);
    for (const known of [kept, remembered]) if (known) walk.witness(known);
    const snapshot = await this.transactions.runAs(tenantId, (tx) => this.store.snapshot(tx, tenantId));
    await this.feed(walk, tenantId, snapshot);
    return this.conclude(tenantId, walk.finish(snapshot));
  }

  /** The database reads the next page while this one is hashed. */
  private async feed(walk: ChainWalk, tenantId: string, snapshot: ChainSnapshot): Promise<void> {
    let coming: Promise<Page> | undefined = this.page(tenantId, snapshot, 0);
    while (coming) {
      const { rows, signed }: Page = await coming;
      const more: boolean = rows.length === PAGE && !walk.failed;
      coming = more ? this.page(tenantId, snapshot, rows.at(-1)!.idx) : undefined;
      // Its failure is heard when it is awaited, above.
      coming?.catch(() => undefined);
      for (const one of signed) walk.checkpoint(one);
      for (const row of rows) walk.entry(row);
    }
  }

  private page(tenantId: string, snapshot: ChainSnapshot, after: number): Promise<Page> {
    const upTo = snapshot.head?.last_idx ?? 0;
    return this.transactions.runAs(tenantId, async (tx) => {
      const rows = await this.store.range(tx, tenantId, { after, upTo, limit: PAGE });
      // The last page also takes the checkpoints behind its end: they know of entries that are not here.
      const last = rows.length === PAGE ? rows.at(-1)!.idx : snapshot.checkpointsTo;
      return { rows, signed: await this.store.checkpointsBetween(tx, tenantId, { after, upTo: last }) };
    });
  }

  private async conclude(
    tenantId: string,
    { checked, lastIndex, fault, newest }: ReturnType<ChainWalk['finish']>,
  ): Promise<AuditVerification> {
    return {
      valid: !fault,
      entries_checked: checked,
      first_invalid_at: fault ? await this.timeOf(tenantId, fault.index) : null,
      first_invalid_index: fault?.index ?? null,
      reason: fault?.reason ?? null,
      last_index: lastIndex,
      checkpoint: newest ?? null,
    };
  }

  private async timeOf(tenantId: string, index: number): Promise<string | null> {
    const [row] = await this.transactions.runAs(tenantId, (tx) =>
      this.store.range(tx, tenantId, { after: index - 1, upTo: index, limit: 1 }),
    );
    return row?.at ?? null;
  }
}
