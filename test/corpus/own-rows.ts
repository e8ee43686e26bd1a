import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readRows, type BadRow, type CorpusRow } from './corpus-row.js';

/** The rows of this repository: every `.jsonl` of a folder, in the order of their names. */
export function readOwnRows(folder: string): { rows: CorpusRow[]; bad: BadRow[] } {
  const read = readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .sort()
    .map((name) => readRows(name, readFileSync(join(folder, name), 'utf8')));
  return { rows: read.flatMap(({ rows }) => rows), bad: read.flatMap(({ bad }) => bad) };
}
