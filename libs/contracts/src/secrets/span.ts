/** Where a secret stands in a line; `end` is behind its last character. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** In order, and those that touch as one. */
export function joined(spans: readonly Span[]): Span[] {
  const all: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.start - b.start)) {
    const last = all.at(-1);
    if (!last || span.start > last.end) all.push(span);
    else if (span.end > last.end) all[all.length - 1] = { start: last.start, end: span.end };
  }
  return all;
}
