import fs from 'node:fs';
import { dirname } from 'node:path';
import { encodeRecord, type JournalRecord } from './record.js';
import { NO_RESERVE, SLICE, type Room } from './reserve.js';

/** The calls a journal makes to its disk; a port, so that a spec can fill the disk or break it. */
export type Disk = Pick<typeof fs, 'writeSync' | 'fdatasyncSync' | 'ftruncateSync'>;

/**
 * An append-only file whose appends are on the disk when they return. After a failed write it is cut back to what was
 * there before, so that space coming back heals it; after a failed sync nothing written can be trusted any more.
 */
export class JournalFile {
  private constructor(
    private readonly fd: number,
    readonly path: string,
    private size: number,
    private readonly disk: Disk,
    private readonly room: Room,
  ) {}

  /** Opens or makes the file (0600) and cuts off what lies beyond `end`. */
  static open(path: string, end: number | undefined, disk: Disk = fs, room: Room = NO_RESERVE): JournalFile {
    const isNew = !fs.existsSync(path);
    const fd = fs.openSync(path, 'a+', 0o600);
    const size = fs.fstatSync(fd).size;
    if (end !== undefined && end < size) {
      fs.ftruncateSync(fd, end);
      fs.fsyncSync(fd);
    }
    if (isNew) syncFolder(path);
    return new JournalFile(fd, path, Math.min(size, end ?? size), disk, room);
  }

  /** Writes a whole new file beside the old one and puts it in its place: either is complete at any moment. */
  static replace(path: string, records: Iterable<Buffer>): void {
    const temporary = `${path}.new`;
    const fd = fs.openSync(temporary, 'w', 0o600);
    try {
      for (const record of records) writeWhole(fs, fd, record);
      fs.fsyncSync(fd);
    } catch (error) {
      // Half a file would fill a disk that is full for as long as it is.
      fs.rmSync(temporary, { force: true });
      throw error;
    } finally {
      fs.closeSync(fd);
    }
    fs.renameSync(temporary, path);
    syncFolder(path);
  }

  private broken = false;
  private failure: string | undefined;

  /** Why the last record could not be written; undefined when it could. */
  get trouble(): string | undefined {
    return this.failure;
  }

  get bytes(): number {
    return this.size;
  }

  /** Returns where the record lies. Throws when it is not surely on the disk; then it counts as never written. */
  append(record: JournalRecord, durable: boolean): { offset: number; length: number } {
    try {
      const place = this.write(record, durable);
      this.failure = undefined;
      return place;
    } catch (error) {
      this.failure = `The journal takes no records: ${(error as Error).message}`;
      throw error;
    }
  }

  /** The bytes of a record written or found earlier, its newline included. */
  read(place: { offset: number; length: number }): Buffer {
    const data = Buffer.alloc(place.length);
    const read = fs.readSync(this.fd, data, 0, place.length, place.offset);
    return data.subarray(0, read);
  }

  close(): void {
    fs.closeSync(this.fd);
  }

  /** The file that `replace` has put in the place of this one. */
  reopened(): JournalFile {
    return JournalFile.open(this.path, undefined, this.disk, this.room);
  }

  /** Housekeeping: space for when the disk is full; and whether it takes records again, which no record may have tried. */
  tend(): void {
    this.room.fill();
    if (this.failure === undefined) return;
    try {
      this.append({ type: 'journal', version: 1 }, false);
    } catch {
      // It still does not.
    }
  }

  private write(record: JournalRecord, durable: boolean): { offset: number; length: number } {
    const data = encodeRecord(record);
    const { room } = this;
    if (data.length > SLICE) this.put(data);
    else room.use(() => this.put(data), record.type === 'accepted' ? 'ids' : 'others');
    const place = { offset: this.size, length: data.length };
    this.size += data.length;
    if (durable) this.sync();
    return place;
  }

  private put(data: Buffer): void {
    if (this.broken) throw new Error('the journal broke earlier and takes no more records');
    try {
      writeWhole(this.disk, this.fd, data);
    } catch (error) {
      this.cutBack();
      throw error;
    }
  }

  private sync(): void {
    try {
      this.disk.fdatasyncSync(this.fd);
    } catch (error) {
      // The kernel may have dropped the pages and call the next sync a success. Only a restart reads the truth.
      this.broken = true;
      throw error;
    }
  }

  private cutBack(): void {
    try {
      this.disk.ftruncateSync(this.fd, this.size);
    } catch {
      this.broken = true;
    }
  }
}

function writeWhole(disk: Pick<Disk, 'writeSync'>, fd: number, data: Buffer): void {
  for (let at = 0; at < data.length;) at += disk.writeSync(fd, data, at, data.length - at);
}

/** A new name in a folder is only on the disk when the folder is. */
export function syncFolder(path: string): void {
  const fd = fs.openSync(dirname(path), 'r');
  try {
    fs.fsyncSync(fd);
  } finally {
    fs.closeSync(fd);
  }
}
