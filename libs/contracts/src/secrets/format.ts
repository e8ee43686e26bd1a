/** A secret that shows by its own form: how it begins, and what follows. */
export interface SecretFormat {
  readonly kind: string;
  /** Any of these, at least two characters long. */
  readonly starts: readonly string[];
  /** Pattern of what follows; every repetition has an upper bound. */
  readonly body: string;
  /** Found inside a word too; only for beginnings that stand nowhere else. */
  readonly anywhere: boolean;
}

/** `starts` are divided by blanks. A beginning of four or more characters with a mark in it counts anywhere. */
export function format(kind: string, starts: string, body: string): SecretFormat {
  const all = starts.split(' ');
  const anywhere = all.every((start) => start.length >= 4 && /[_.~:/$-]/.test(start));
  return { kind, starts: all, body, anywhere };
}

/** Classes that the bodies are made of. */
export const WORD = '[A-Za-z0-9_-]';
export const ALNUM = '[A-Za-z0-9]';
export const HEX = '[0-9A-Fa-f]';
export const BASE64 = '[A-Za-z0-9+/]';
export const UUID = `${HEX}{8}-${HEX}{4}-${HEX}{4}-${HEX}{4}-${HEX}{12}`;
/** The word ends here. */
export const END = '(?![A-Za-z0-9])';
