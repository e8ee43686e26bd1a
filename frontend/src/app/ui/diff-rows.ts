import { diffLines, diffWordsWithSpace } from 'diff';

export interface DiffPart {
  readonly text: string;
  /** This word is what changed in the line. */
  readonly changed: boolean;
}

/** One line of a unified diff; line numbers from 1, only where the line exists. */
export interface DiffRow {
  readonly kind: 'same' | 'removed' | 'added';
  readonly left?: number;
  readonly right?: number;
  readonly parts: readonly DiffPart[];
}

/** A stretch of rows that is shown, or one of unchanged rows that is folded. */
export interface DiffBlock {
  readonly from: number;
  readonly rows: readonly DiffRow[];
  readonly folded: boolean;
}

/** What stands side by side: both for unchanged and changed lines, one for a line that is only here or there. */
export interface DiffPair {
  readonly left?: DiffRow;
  readonly right?: DiffRow;
}

/** Beyond this a comparison is given up and the one text shown as replaced by the other. */
const PATIENCE_MS = 400;
const LONGEST_LINE = 2_000;

/** Both texts as rows of a unified diff, changed words marked where a line replaces another. */
export function diffRows(before: string, after: string): DiffRow[] {
  const changes = diffLines(before, after, { timeout: PATIENCE_MS }) ?? [
    { value: before, removed: true, added: false },
    { value: after, removed: false, added: true },
  ];
  const rows: DiffRow[] = [];
  let [left, right] = [1, 1];
  for (let at = 0; at < changes.length; at++) {
    const change = changes[at];
    if (!change) continue;
    const next = changes[at + 1];
    if (change.removed && next?.added) {
      const [gone, come] = wordByWord(linesOf(change.value), linesOf(next.value));
      rows.push(...gone.map((parts) => ({ kind: 'removed' as const, left: left++, parts })));
      rows.push(...come.map((parts) => ({ kind: 'added' as const, right: right++, parts })));
      at += 1;
      continue;
    }
    for (const text of linesOf(change.value)) {
      const parts = [{ text, changed: false }];
      if (change.removed) rows.push({ kind: 'removed', left: left++, parts });
      else if (change.added) rows.push({ kind: 'added', right: right++, parts });
      else rows.push({ kind: 'same', left: left++, right: right++, parts });
    }
  }
  return rows;
}

/** Unchanged rows further than `context` from a change are folded, unless their fold was opened. */
export function foldRows(
  rows: readonly DiffRow[],
  context: number,
  opened: ReadonlySet<number>,
): DiffBlock[] {
  const near = new Array<boolean>(rows.length).fill(false);
  rows.forEach((row, at) => {
    if (row.kind === 'same') return;
    for (let by = -context; by <= context; by++)
      if (at + by >= 0 && at + by < rows.length) near[at + by] = true;
  });
  const blocks: DiffBlock[] = [];
  for (let from = 0, at = 1; from < rows.length; at++) {
    if (at < rows.length && near[at] === near[from]) continue;
    // Folding one row would take as much room as showing it.
    const folded = !near[from] && at - from > 1 && !opened.has(from);
    blocks.push({ from, rows: rows.slice(from, at), folded });
    from = at;
  }
  return blocks;
}

/** The rows of one block side by side: the first removed beside the first added, and so on. */
export function pairsOf(rows: readonly DiffRow[]): DiffPair[] {
  const pairs: DiffPair[] = [];
  for (let at = 0; at < rows.length;) {
    const row = rows[at];
    if (row?.kind === 'same') {
      pairs.push({ left: row, right: row });
      at += 1;
      continue;
    }
    const gone = takeWhile(rows, at, 'removed');
    const come = takeWhile(rows, at + gone.length, 'added');
    for (let by = 0; by < Math.max(gone.length, come.length); by++)
      pairs.push({ left: gone[by], right: come[by] });
    at += gone.length + come.length;
  }
  return pairs;
}

function takeWhile(rows: readonly DiffRow[], from: number, kind: DiffRow['kind']): DiffRow[] {
  const end = rows.findIndex((row, at) => at >= from && row.kind !== kind);
  return rows.slice(from, end < 0 ? rows.length : end);
}

function linesOf(text: string): string[] {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

function wordByWord(gone: readonly string[], come: readonly string[]): [DiffPart[][], DiffPart[][]] {
  const pairs = Array.from({ length: Math.max(gone.length, come.length) }, (_, at) =>
    compared(gone[at], come[at]),
  );
  return [
    pairs.slice(0, gone.length).map(([left]) => left),
    pairs.slice(0, come.length).map(([, right]) => right),
  ];
}

function compared(left: string | undefined, right: string | undefined): [DiffPart[], DiffPart[]] {
  const whole = (text = ''): DiffPart[] => [{ text, changed: false }];
  if (left === undefined || right === undefined || left.length + right.length > LONGEST_LINE) {
    return [whole(left), whole(right)];
  }
  const words = diffWordsWithSpace(left, right, { timeout: 50 });
  // Where hardly a word is left, marking every word says nothing.
  const kept = words?.filter(({ added, removed }) => !added && !removed).map(({ value }) => value.trim());
  if (!words || !kept?.join('')) return [whole(left), whole(right)];
  const side = (other: 'added' | 'removed') =>
    words
      .filter((word) => !word[other])
      .map((word) => ({ text: word.value, changed: word.added || word.removed }));
  return [side('added'), side('removed')];
}
