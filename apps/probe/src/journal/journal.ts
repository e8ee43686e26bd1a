import fs from 'node:fs';
import { join } from 'node:path';
import type { CapturedSide } from '@legator/contracts';
import type { Ticker } from '../ticker.js';
import { JournalFile, type Disk } from './journal-file.js';
import { decodeRecord, encodeRecord, scanJournal, type JournalRecord, type StoredResult } from './record.js';
import { NO_RESERVE } from './reserve.js';

interface Place {
  offset: number;
  length: number;
}

type Entry =
  | { state: 'running'; at: number; before?: CapturedSide }
  | { state: 'finished'; at: number; place: Place }
  /** The disk did not take the result; it lives here until it does. */
  | { state: 'unsaved'; at: number; result: StoredResult };

/** What the journal knows of a dispatch. */
export type Known =
  | { state: 'unknown' }
  | { state: 'running' }
  | { state: 'finished'; result: StoredResult }
  | { state: 'acked'; at: Date };

/** How much is remembered and when the file is written anew. */
export const JOURNAL_LIMITS = {
  /** Ids of acknowledged dispatches are kept this long, and the last so many of them longer still. */
  rememberMs: 24 * 3_600_000,
  rememberIds: 100_000,
  /** Results waiting for their acknowledgement; beyond, nothing new is accepted. */
  waiting: 5_000,
  waitingBytes: 256 * 1024 * 1024,
  compactBytes: 16 * 1024 * 1024,
};
export type JournalLimits = typeof JOURNAL_LIMITS;

/**
 * What was accepted, what it came to and what is acknowledged. It alone decides whether a dispatch may run: an id it
 * knows never runs again, whoever asks and however often, across restarts too.
 */
export class Journal {
  private readonly entries = new Map<string, Entry>();
  /** Acknowledged ids and when that was, oldest first. */
  private readonly past = new Map<string, number>();
  private waitingBytes = 0;
  private compactAt: number;
  private corruptText: string | undefined;

  private constructor(
    private file: JournalFile,
    private readonly ticker: Ticker,
    private readonly limits: JournalLimits,
  ) {
    this.compactAt = limits.compactBytes;
  }

  /**
   * Opens the journal in `folder`, which must exist. What was accepted and never finished becomes an `indeterminate`
   * result. A corrupt journal opens all the same, with what is readable, and refuses everything new.
   */
  static open(folder: string, ticker: Ticker, limits = JOURNAL_LIMITS, disk: Disk = fs, room = NO_RESERVE) {
    const path = join(folder, 'dispatches.journal');
    const data = fs.existsSync(path) ? fs.readFileSync(path) : Buffer.alloc(0);
    const { records, end, corruptAt } = scanJournal(data);
    const file = JournalFile.open(path, corruptAt === undefined ? end : undefined, disk, room);
    const journal = new Journal(file, ticker, limits);
    for (const { record, offset, length } of records) journal.replay(record, { offset, length });
    if (corruptAt !== undefined) {
      journal.corruptText = `${path} is damaged at byte ${corruptAt}; no command runs until it is moved away, at the earliest a minute after the damage was found`;
    } else if (end === 0) file.append({ type: 'journal', version: 1 }, true);
    journal.settleOrphans();
    return journal;
  }

  /** Why nothing new may be accepted, as a machine word and a sentence; undefined when all is well. */
  get trouble(): { reason: string; message: string } | undefined {
    if (this.corruptText) return { reason: 'journal_corrupt', message: this.corruptText };
    const waiting = this.entries.size;
    if (waiting < this.limits.waiting && this.waitingBytes < this.limits.waitingBytes) return undefined;
    return { reason: 'journal_full', message: `${waiting} results wait for their acknowledgement` };
  }

  /** Why the last record could not be written, though the next may; undefined when it could. */
  get unwritable(): string | undefined {
    return this.file.trouble;
  }

  lookup(id: string): Known {
    const acked = this.past.get(id);
    if (acked !== undefined) return { state: 'acked', at: new Date(acked) };
    const entry = this.entries.get(id);
    if (!entry) return { state: 'unknown' };
    if (entry.state === 'running') return { state: 'running' };
    return { state: 'finished', result: this.resultOf(id, entry) };
  }

  /** Ids that run now. */
  running(): string[] {
    return this.idsIn('running');
  }

  /** Ids whose result waits for `result.ack`, oldest first. */
  waiting(): string[] {
    return this.idsIn('finished', 'unsaved');
  }

  /** Must return before the command starts: afterwards the id is on the disk. Throws when it could not be written. */
  accept(id: string): void {
    if (this.lookup(id).state !== 'unknown') throw new Error(`dispatch ${id} is known already`);
    if (this.trouble) throw new Error(this.trouble.message);
    const at = this.now();
    this.file.append({ type: 'accepted', id, at }, true);
    this.entries.set(id, { state: 'running', at });
  }

  /**
   * Keeps what a running dispatch is going to touch, so that a crash does not lose it. A disk that does not take it
   * loses it with the crash: looking never keeps a command from running.
   */
  before(id: string, before: CapturedSide): void {
    const entry = this.entries.get(id);
    if (entry?.state !== 'running') return;
    this.entries.set(id, { ...entry, before });
    try {
      this.file.append({ type: 'before', id, at: this.now(), before }, true);
    } catch {
      // The result will carry it, if there is one.
    }
  }

  /**
   * Keeps how a dispatch ended; also one that was refused and never accepted, unless there is trouble. The first end of
   * an id is final. A disk that does not take it leaves it in memory, and the next `tend` tries again.
   */
  finish(id: string, result: StoredResult): void {
    const known = this.lookup(id).state;
    if (known !== 'running' && (known !== 'unknown' || this.trouble)) return;
    this.keep(id, { state: 'unsaved', at: this.now(), result });
    this.save(id);
  }

  /** The control plane has the result; only the id is kept from here on. */
  acknowledge(id: string): void {
    const entry = this.entries.get(id);
    if (!entry || entry.state === 'running') return;
    const at = this.now();
    this.bury(id, at);
    if (this.corruptText) return;
    try {
      // Not synced: when it is lost, the result is sent once more and acknowledged once more.
      this.file.append({ type: 'acked', id, at }, false);
    } catch {
      // The same.
    }
  }

  /** Housekeeping: saves what the disk refused earlier and writes the file anew when most of it is past. */
  tend(): void {
    this.file.tend();
    for (const id of this.idsIn('unsaved')) this.save(id);
    if (!this.corruptText && this.file.bytes > this.compactAt) this.compact();
  }

  close(): void {
    this.file.close();
  }

  private compact(): void {
    const { path } = this.file;
    try {
      this.forget();
      JournalFile.replace(path, this.lines());
    } catch {
      // The old file is still whole; try again when it has grown some more.
      this.compactAt = this.file.bytes + this.limits.compactBytes;
      return;
    }
    this.file.close();
    this.reload(path);
    this.compactAt = Math.max(this.limits.compactBytes, this.file.bytes * 2);
  }

  /** Places in the new file differ from those in the old one; reading it again is the surest way to learn them. */
  private reload(path: string): void {
    const unsaved = [...this.entries].filter(([, entry]) => entry.state === 'unsaved');
    const scan = scanJournal(fs.readFileSync(path));
    this.file = this.file.reopened();
    this.entries.clear();
    this.past.clear();
    this.waitingBytes = 0;
    for (const { record, offset, length } of scan.records) this.replay(record, { offset, length });
    for (const [id, entry] of unsaved) this.keep(id, entry);
  }

  private *lines(): Generator<Buffer> {
    yield encodeRecord({ type: 'journal', version: 1 });
    for (const [id, at] of this.past) yield encodeRecord({ type: 'acked', id, at });
    for (const [id, entry] of this.entries) {
      if (entry.state === 'finished') yield this.file.read(entry.place);
      // An unsaved result was accepted before; without that record it would be unknown after a crash.
      else yield* acceptance(id, entry);
    }
  }

  private forget(): void {
    const limit = this.now() - this.limits.rememberMs;
    let surplus = this.past.size - this.limits.rememberIds;
    for (const [id, at] of this.past) {
      if (surplus-- <= 0) return;
      if (at < limit) this.past.delete(id);
    }
  }

  private save(id: string): void {
    const entry = this.entries.get(id);
    if (entry?.state !== 'unsaved' || this.corruptText) return;
    try {
      const { result, at } = entry;
      const place = this.file.append({ type: 'finished', id, at, result }, true);
      this.keep(id, { state: 'finished', at, place });
    } catch {
      // Stays in memory and is sent from there.
    }
  }

  private settleOrphans(): void {
    for (const id of this.running()) {
      const entry = this.entries.get(id);
      const before = entry?.state === 'running' ? entry.before : undefined;
      this.finish(id, {
        ...(before && { before }),
        dispatchId: id,
        outcome: 'indeterminate',
        exitCode: -1,
        stdout: '',
        stderr: '',
        truncated: false,
        durationMs: 0,
        endedAt: this.ticker.now().toISOString(),
        message: 'the probe stopped while this ran; nobody can tell how it ended, and it is not run again',
        contained: false,
      });
    }
  }

  private resultOf(id: string, entry: Entry & { state: 'finished' | 'unsaved' }): StoredResult {
    if (entry.state === 'unsaved') return entry.result;
    const record = decodeRecord(this.file.read(entry.place).subarray(0, -1));
    if (record?.type !== 'finished' || record.id !== id) {
      throw new Error(`the journal no longer holds the result of dispatch ${id}`);
    }
    return record.result;
  }

  private replay(record: JournalRecord, place: Place): void {
    if (record.type === 'journal') return;
    const { id, at } = record;
    if (record.type === 'accepted') this.keep(id, { state: 'running', at });
    const known = this.entries.get(id);
    if (record.type === 'before' && known?.state === 'running') known.before = record.before;
    if (record.type === 'finished') this.keep(id, { state: 'finished', at, place });
    if (record.type === 'acked') this.bury(id, at);
  }

  private keep(id: string, entry: Entry): void {
    this.drop(id);
    if (entry.state === 'finished') this.waitingBytes += entry.place.length;
    this.entries.set(id, entry);
  }

  private bury(id: string, at: number): void {
    this.drop(id);
    this.past.set(id, at);
  }

  private drop(id: string): void {
    const before = this.entries.get(id);
    if (before?.state === 'finished') this.waitingBytes -= before.place.length;
    this.entries.delete(id);
  }

  private idsIn(...states: Entry['state'][]): string[] {
    return [...this.entries].filter(([, { state }]) => states.includes(state)).map(([id]) => id);
  }

  private now(): number {
    return this.ticker.now().getTime();
  }
}

function* acceptance(id: string, entry: Exclude<Entry, { state: 'finished' }>): Generator<Buffer> {
  yield encodeRecord({ type: 'accepted', id, at: entry.at });
  const before = entry.state === 'running' ? entry.before : entry.result.before;
  if (before) yield encodeRecord({ type: 'before', id, at: entry.at, before });
}
