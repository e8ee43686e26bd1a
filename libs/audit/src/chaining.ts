import { chainLink, entryHash, GENESIS_LINK } from '@legator/wire';
import { sealable } from './sealable.js';
import type { InboxRow } from './sealable.js';
import type { ChainHead, SealedBatch, SealedEntry } from './sealing.store.js';

/** Continues the chains of the tenants by these rows, in their order. `heads` may lack tenants that are new. */
export function chained(rows: readonly InboxRow[], heads: readonly ChainHead[]): SealedBatch {
  const current = new Map(heads.map((head) => [head.tenant_id, head]));
  const entries = rows.map((row) => {
    const { tenant_id } = row;
    const entry = follow(row, current.get(tenant_id));
    const { idx, link } = entry;
    const checkpoint_idx = current.get(tenant_id)?.checkpoint_idx ?? 0;
    current.set(tenant_id, { tenant_id, last_idx: idx, last_link: link, checkpoint_idx });
    return entry;
  });
  return { entries, heads: [...current.values()] };
}

function follow(row: InboxRow, head: ChainHead | undefined): SealedEntry {
  const entry = sealable(row);
  const entry_hash = entryHash(entry.body);
  return {
    ...entry,
    inbox_id: row.id,
    idx: (head?.last_idx ?? 0) + 1,
    entry_hash,
    link: chainLink(head?.last_link ?? GENESIS_LINK, entry_hash),
  };
}
