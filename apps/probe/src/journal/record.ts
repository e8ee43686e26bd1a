import { createHash } from 'node:crypto';
import { z } from 'zod';
import { CapturedSide, CommandResult } from '@legator/contracts';

/** What the journal keeps of a result: all but the head, which belongs to the session that carries it. */
export const StoredResult = CommandResult.omit({ kind: true, probe: true, session: true, n: true });
export type StoredResult = z.infer<typeof StoredResult>;

const id = z.uuid();
const at = z.int().nonnegative();

/** One line of the journal. `at` is in milliseconds since 1970. */
export const JournalRecord = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('journal'), version: z.literal(1) }),
  z.strictObject({ type: z.literal('accepted'), id, at }),
  /** What an accepted command was going to touch, as it was. */
  z.strictObject({ type: z.literal('before'), id, at, before: CapturedSide }),
  z.strictObject({ type: z.literal('finished'), id, at, result: StoredResult }),
  z.strictObject({ type: z.literal('acked'), id, at }),
]);
export type JournalRecord = z.infer<typeof JournalRecord>;

const HEAD = /^([0-9a-f]{8}) ([0-9a-f]{16}) $/;
const HEAD_BYTES = 26;
const NEWLINE = 0x0a;

/** `<length, 8 hex> <SHA-256, first 16 hex> <JSON>\n`: a person can read it, and a flipped bit shows. */
export function encodeRecord(record: JournalRecord): Buffer {
  const json = Buffer.from(JSON.stringify(record));
  const head = `${json.length.toString(16).padStart(8, '0')} ${checksum(json)} `;
  return Buffer.concat([Buffer.from(head), json, Buffer.from('\n')]);
}

/** Reads the record of one line without its newline, or undefined when it is not what was once written. */
export function decodeRecord(line: Buffer): JournalRecord | undefined {
  const head = HEAD.exec(line.subarray(0, HEAD_BYTES).toString('latin1'));
  const json = line.subarray(HEAD_BYTES);
  if (!head || parseInt(head[1]!, 16) !== json.length || checksum(json) !== head[2]) return undefined;
  try {
    return JournalRecord.safeParse(JSON.parse(json.toString('utf8'))).data;
  } catch {
    return undefined;
  }
}

export interface Scan {
  records: { record: JournalRecord; offset: number; length: number }[];
  /** Where the readable part ends and a torn last write begins; the file's size when nothing is torn. */
  end: number;
  /** Offset of the first record that is broken though it was once written whole. */
  corruptAt: number | undefined;
}

/**
 * Reads a whole journal. A last record without its newline, or with the zeros of blocks that never reached the disk,
 * was never confirmed to anybody and is dropped; anything else that does not fit its checksum is corruption.
 */
export function scanJournal(data: Buffer): Scan {
  const scan: Scan = { records: [], end: data.length, corruptAt: undefined };
  for (let offset = 0; offset < data.length;) {
    const newline = data.indexOf(NEWLINE, offset);
    const next = newline < 0 ? data.length : newline + 1;
    const line = data.subarray(offset, newline < 0 ? data.length : newline);
    const record = newline < 0 ? undefined : decodeRecord(line);
    if (record) scan.records.push({ record, offset, length: next - offset });
    else if (next >= data.length && (newline < 0 || line.includes(0))) scan.end = offset;
    else scan.corruptAt ??= offset;
    offset = next;
  }
  if (scan.records[0] && scan.records[0].record.type !== 'journal') scan.corruptAt ??= 0;
  return scan;
}

function checksum(json: Buffer): string {
  return createHash('sha256').update(json).digest('hex').slice(0, 16);
}
