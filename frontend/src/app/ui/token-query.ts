/** A finished `key:value` part of a filter, or a word. */
export interface QueryPart {
  /** As it was written, with its quotes and its minus. */
  readonly text: string;
  /** Nothing for a word. */
  readonly key?: string;
  readonly value?: string;
  readonly negated: boolean;
}

const TOKEN = /^(-?)([a-z][\w.-]*):(.+)$/i;

/** The parts of a filter in order. Spaces part them, except inside double quotes; an open quote reaches to the end. */
export function partsOf(query: string): QueryPart[] {
  return (query.match(/(?:"[^"]*(?:"|$)|[^\s"])+/g) ?? []).map(partOf);
}

/** Tokens of a filter and the words beside them. */
export function splitQuery(query: string): { tokens: QueryPart[]; words: string } {
  const parts = partsOf(query);
  const words = parts.filter(({ key }) => key === undefined).map(({ text }) => text);
  return { tokens: parts.filter(({ key }) => key !== undefined), words: words.join(' ') };
}

/** A token as text; a value with spaces is put in quotes. */
export function tokenText(key: string, value: string, negated = false): string {
  const clean = value.replaceAll('"', '');
  return `${negated ? '-' : ''}${key}:${/\s/.test(clean) ? `"${clean}"` : clean}`;
}

/** The part that is being typed at the end of a text, empty after a space. */
export function lastPart(text: string): string {
  if (/\s$/.test(text) && (text.match(/"/g)?.length ?? 0) % 2 === 0) return '';
  return partsOf(text).at(-1)?.text ?? '';
}

function partOf(text: string): QueryPart {
  const found = TOKEN.exec(text);
  if (!found) return { text, negated: text.startsWith('-') };
  return { text, key: found[2], value: (found[3] ?? '').replaceAll('"', ''), negated: found[1] === '-' };
}
