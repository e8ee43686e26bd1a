const CONTEXT = 3;
/** Beyond so many cells a change in the middle is shown as a whole: all old lines out, all new lines in. */
const MOST_CELLS = 4_000_000;

interface Line {
  readonly sign: ' ' | '-' | '+';
  readonly text: string;
}

/** How many lines came and went. */
export interface Counted {
  readonly added: number;
  readonly removed: number;
}

/** What changed between two texts, as `diff -u` writes it, without the names; empty when they are the same. */
export function unifiedDiff(before: string, after: string): string {
  if (before === after) return '';
  return hunks(lines(before, after)).join('');
}

export function countLines(diff: string): Counted {
  const count = (sign: string) => diff.split('\n').filter((line) => line.startsWith(sign)).length;
  return { added: count('+'), removed: count('-') };
}

function lines(before: string, after: string): Line[] {
  const [a, b] = [split(before), split(after)];
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a.at(-1 - tail) === b.at(-1 - tail)) tail += 1;
  const same = (text: string): Line => ({ sign: ' ', text });
  return [
    ...a.slice(0, head).map(same),
    ...changed(a.slice(head, a.length - tail), b.slice(head, b.length - tail)),
    ...a.slice(a.length - tail).map(same),
  ];
}

/** Each with its line end, so that one that is missing at the end shows. */
function split(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function changed(a: readonly string[], b: readonly string[]): Line[] {
  const out = (text: string): Line => ({ sign: '-', text });
  const into = (text: string): Line => ({ sign: '+', text });
  if ((a.length + 1) * (b.length + 1) > MOST_CELLS) return [...a.map(out), ...b.map(into)];
  const longest = table(a, b);
  const width = b.length + 1;
  const found: Line[] = [];
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) {
      found.push({ sign: ' ', text: a[i++]! });
      j += 1;
    } else if (longest[(i + 1) * width + j]! >= longest[i * width + j + 1]!) found.push(out(a[i++]!));
    else found.push(into(b[j++]!));
  }
  return [...found, ...a.slice(i).map(out), ...b.slice(j).map(into)];
}

/** At `i`, `j`: how many lines of the rest of both can stay. */
function table(a: readonly string[], b: readonly string[]): Uint32Array {
  const width = b.length + 1;
  const longest = new Uint32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const at = i * width + j;
      longest[at] =
        a[i] === b[j] ? longest[at + width + 1]! + 1 : Math.max(longest[at + width]!, longest[at + 1]!);
    }
  }
  return longest;
}

function hunks(all: readonly Line[]): string[] {
  const near = all.map((_line, at) =>
    all.slice(Math.max(0, at - CONTEXT), at + CONTEXT + 1).some(({ sign }) => sign !== ' '),
  );
  const found: string[] = [];
  let [old, fresh] = [1, 1];
  for (let at = 0; at < all.length;) {
    const end = near.indexOf(!near[at], at);
    const part = all.slice(at, end < 0 ? all.length : end);
    if (near[at]) found.push(hunk(part, old, fresh));
    old += part.filter(({ sign }) => sign !== '+').length;
    fresh += part.filter(({ sign }) => sign !== '-').length;
    at += part.length;
  }
  return found;
}

function hunk(part: readonly Line[], old: number, fresh: number): string {
  const range = (start: number, sign: string) => {
    const count = part.filter((line) => line.sign !== sign).length;
    return `${count === 0 ? start - 1 : start},${count}`;
  };
  const body = part.map(({ sign, text }) =>
    text.endsWith('\n') ? `${sign}${text}` : `${sign}${text}\n\\ No newline at end of file\n`,
  );
  return `@@ -${range(old, '+')} +${range(fresh, '-')} @@\n${body.join('')}`;
}
