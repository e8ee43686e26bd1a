import type { Inventory } from '@legator/contracts';

/** Fields that may be shortened, the least missed first. */
const EXPENDABLE = ['packages', 'services', 'users', 'interfaces', 'disks'] as const;

/** Bytes on the wire: a body is itself a string within its frame, so every quote is escaped a second time. */
export function wireBytes(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(JSON.stringify(value)));
}

/** Shortens lists until the whole fits, and says in `metadata` how many entries each one lost. */
export function fitInventory(inventory: Inventory, mostBytes: number): Inventory {
  let fitted = inventory;
  for (const field of EXPENDABLE) {
    const excess = wireBytes(fitted) - mostBytes;
    const list = fitted[field];
    if (excess <= 0 || !list) continue;
    const keep = keptOf(list, excess + 128);
    const metadata = { ...fitted.metadata, [`${field}_dropped`]: String(list.length - keep) };
    fitted = { ...fitted, [field]: list.slice(0, keep), metadata };
  }
  return fitted;
}

/** How many entries remain when the last ones make up for `excess` bytes. */
function keptOf(list: readonly unknown[], excess: number): number {
  let keep = list.length;
  for (let freed = 0; keep > 0 && freed < excess; keep--) freed += wireBytes(list[keep - 1]) - 1;
  return keep;
}
