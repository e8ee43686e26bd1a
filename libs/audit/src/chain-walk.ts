import type { SignedCheckpoint } from '@legator/contracts';
import { ChainVerifier, entryHash, parseCheckpoint } from '@legator/wire';
import type { ChainFault, VerifySignature } from '@legator/wire';
import type { ChainSnapshot, CheckpointRow, EntryRow } from './audit.store.js';
import { columnsOf } from './sealable.js';

/** What can be wrong in the tables beside the chain itself. */
export type TrailFault =
  | ChainFault
  /** A column that is searched by says something else than the text that is proved. */
  | 'columns'
  /** The chain does not end where its head says. */
  | 'head'
  /** A checkpoint was signed and is not there any more. */
  | 'checkpoint_missing';

export interface TrailReport {
  readonly checked: number;
  readonly lastIndex: number;
  readonly fault: { readonly reason: TrailFault; readonly index: number } | undefined;
  /** The newest checkpoint that was compared, when all holds. */
  readonly newest: SignedCheckpoint | undefined;
}

/** Compares the rows of one tenant, fed in order, with the chain that their texts make. Stops at the first fault. */
export class ChainWalk {
  private readonly verifier: ChainVerifier;
  private next = 1;
  private newest: SignedCheckpoint | undefined;
  private fault: TrailReport['fault'];

  constructor(tenant: string, verify: VerifySignature) {
    this.verifier = new ChainVerifier({ tenant, verify, requireCheckpoint: true });
  }

  get failed(): boolean {
    return this.verifier.failed || this.fault !== undefined;
  }

  /** A checkpoint known from elsewhere than the table. */
  witness(kept: SignedCheckpoint): void {
    this.verifier.checkpoint(kept);
  }

  checkpoint({ idx, line }: CheckpointRow): void {
    const signed = parseCheckpoint(line);
    if (!signed) return this.verifier.fail('malformed', idx);
    if (signed.checkpoint.index !== idx) return this.verifier.fail('checkpoint_misplaced', idx);
    this.verifier.checkpoint(signed);
    this.newest = signed;
  }

  entry(row: EntryRow): void {
    if (this.failed) return;
    const inPlace = row.idx === this.next;
    if (inPlace && entryHash(row.body) !== row.entry_hash) this.verifier.fail('entry_hash', row.idx);
    this.verifier.entry({ index: row.idx, text: row.body, link: row.link });
    if (!this.failed && !sameColumns(row)) this.fault = { reason: 'columns', index: row.idx };
    this.next = row.idx + 1;
  }

  finish(snapshot: ChainSnapshot): TrailReport {
    const report = this.verifier.finish();
    const { last_index: lastIndex, checked, reason } = report;
    if (!this.fault && reason) this.fault = { reason, index: report.first_invalid_index! };
    this.fault ??= wrongEnd(snapshot, lastIndex, report.last_link);
    return { checked, lastIndex, fault: this.fault, newest: this.fault ? undefined : this.newest };
  }
}

function wrongEnd(snapshot: ChainSnapshot, lastIndex: number, lastLink: string): TrailReport['fault'] {
  const { head, entriesTo, checkpointsTo } = snapshot;
  const claimed = head?.last_idx ?? 0;
  if (lastIndex < claimed) return { reason: 'truncated', index: lastIndex + 1 };
  if (entriesTo !== claimed) return { reason: 'head', index: claimed + 1 };
  if (head && head.last_link !== lastLink) return { reason: 'head', index: claimed };
  if (head && head.checkpoint_idx > checkpointsTo) {
    return { reason: 'checkpoint_missing', index: head.checkpoint_idx };
  }
  return undefined;
}

function sameColumns(row: EntryRow): boolean {
  try {
    const said = columnsOf(JSON.parse(row.body));
    return (Object.keys(said) as (keyof typeof said)[]).every((name) => said[name] === row[name]);
  } catch {
    return false;
  }
}
