import type { SignedCheckpoint } from '@legator/contracts';
import { GENESIS_LINK, chainLink, checkCheckpoint, entryHash } from './audit-chain.js';
import type { VerifySignature } from './keys.js';

/** What is wrong with a chain. */
export type ChainFault =
  /** An index is missing: entries were taken out. */
  | 'gap'
  /** An index came again or went back: entries were put in or moved. */
  | 'out_of_order'
  /** The text is not what its hash says: it was edited. */
  | 'entry_hash'
  /** The entry does not follow from the one before. */
  | 'link'
  /** The chain starts at index 1 with something before it. */
  | 'start_link'
  /** A signed checkpoint saw another chain here: history was rewritten, or there are two. */
  | 'checkpoint_link'
  | 'checkpoint_signature'
  | 'unknown_key'
  | 'wrong_tenant'
  /** A checkpoint for an index that is past already, or lies before the start: it cannot be compared. */
  | 'checkpoint_misplaced'
  /** A checkpoint knows of entries that are not here: the tail was cut. */
  | 'truncated'
  /** There are entries and no checkpoint vouches for any of them. */
  | 'no_checkpoint'
  /** A line that is no line of this format. */
  | 'malformed';

/** What a verification found. Snake case, because it is printed and served as it is. */
export interface ChainReport {
  valid: boolean;
  /** Entries whose text was compared with the chain. */
  checked: number;
  /** Entries of which only the hash was there. */
  omitted: number;
  /** Where the chain stops to hold; null when it holds. Behind a wrong checkpoint: its index, at the latest. */
  first_invalid_index: number | null;
  reason: ChainFault | null;
  /** The last entry that holds; the index before the start when there is none. */
  last_index: number;
  last_link: string;
  /** Checkpoints that were compared and fit. */
  checkpoints: number;
  /** The last index that a fitting checkpoint vouches for; 0 when there is none. What follows nobody signed yet. */
  sealed_to: number;
}

/** An entry as stored: its canonical text, or its hash alone when the text was left out. */
export type ChainEntry =
  { index: number; text: string; link: string } | { index: number; omitted: string; link?: string };

export interface ChainVerifierOptions {
  readonly tenant: string;
  /** The keys that checkpoints are believed from. */
  readonly verify: VerifySignature;
  /** Where to start, for a part of a chain. The link is that before `fromIndex`. */
  readonly fromIndex?: number;
  readonly startLink?: string;
  /** Entries that no checkpoint vouches for at all are a fault. */
  readonly requireCheckpoint?: boolean;
}

/**
 * Walks a chain entry by entry and keeps only the last link, so any length can be checked. Stops at the first fault:
 * what is fed later changes nothing. A checkpoint is compared when its entry comes, so feed it before or right after.
 */
export class ChainVerifier {
  private checked = 0;
  private omitted = 0;
  private checkpoints = 0;
  private sealedTo = 0;
  private lastIndex: number;
  private lastLink: string;
  private fault: { reason: ChainFault; index: number } | undefined;
  /** Links that checkpoints claim for entries still to come. */
  private readonly expected = new Map<number, string>();

  constructor(private readonly options: ChainVerifierOptions) {
    const { fromIndex = 1, startLink = GENESIS_LINK } = options;
    this.lastIndex = fromIndex - 1;
    this.lastLink = startLink;
    if (fromIndex === 1 && startLink !== GENESIS_LINK) this.fail('start_link', 1);
  }

  /** Whether a fault was found; nothing more needs to be fed then. */
  get failed(): boolean {
    return this.fault !== undefined;
  }

  entry(entry: ChainEntry): void {
    if (this.fault) return;
    const index = this.lastIndex + 1;
    if (entry.index !== index) return this.fail(entry.index > index ? 'gap' : 'out_of_order', index);
    const left = 'omitted' in entry;
    const link = chainLink(this.lastLink, left ? entry.omitted : entryHash(entry.text));
    if (entry.link !== undefined && entry.link !== link) return this.fail('link', index);
    if (!this.fits(index, link)) return this.fail('checkpoint_link', index);
    if (left) this.omitted += 1;
    else this.checked += 1;
    this.lastIndex = index;
    this.lastLink = link;
  }

  checkpoint(signed: SignedCheckpoint): void {
    if (this.fault) return;
    const { index, link, tenant } = signed.checkpoint;
    const check = checkCheckpoint(signed, this.options.verify);
    if (check === 'unknown_key') return this.fail('unknown_key', index);
    if (check !== 'valid') return this.fail('checkpoint_signature', index);
    if (tenant !== this.options.tenant) return this.fail('wrong_tenant', index);
    if (index < this.lastIndex) return this.fail('checkpoint_misplaced', index);
    const claimed = index === this.lastIndex ? this.lastLink : this.expected.get(index);
    if (claimed !== undefined && claimed !== link) return this.fail('checkpoint_link', index);
    if (index > this.lastIndex) this.expected.set(index, link);
    else this.seal(index);
  }

  /** Ends the chain with a fault found by whoever reads its form, unless an earlier one stands. */
  fail(reason: ChainFault, index = this.lastIndex + 1): void {
    this.fault ??= { reason, index };
  }

  /** The end of the chain is reached: what checkpoints still expect is missing. */
  finish(): ChainReport {
    const read = this.checked + this.omitted;
    if (this.expected.size > 0) this.fail('truncated');
    if (this.options.requireCheckpoint && read > 0 && this.checkpoints === 0) {
      this.fail('no_checkpoint', this.lastIndex - read + 1);
    }
    return this.report();
  }

  private report(): ChainReport {
    return {
      valid: !this.fault,
      checked: this.checked,
      omitted: this.omitted,
      first_invalid_index: this.fault?.index ?? null,
      reason: this.fault?.reason ?? null,
      last_index: this.lastIndex,
      last_link: this.lastLink,
      checkpoints: this.checkpoints,
      sealed_to: this.sealedTo,
    };
  }

  /** Whether an entry's link is the one a checkpoint was waiting for, if any was. */
  private fits(index: number, link: string): boolean {
    const expected = this.expected.get(index);
    if (expected === undefined) return true;
    if (expected !== link) return false;
    this.expected.delete(index);
    this.seal(index);
    return true;
  }

  private seal(index: number): void {
    this.checkpoints += 1;
    this.sealedTo = index;
  }
}
