/** A secret that shows by what carries it. The first group of the pattern stays, the second is the secret. */
export interface Carrier {
  readonly kind: string;
  /** What every such line holds: looked for first, since it costs little. */
  readonly hint: string | RegExp;
  readonly pattern: RegExp;
  /** A last look at what was found. */
  readonly accepts?: (secret: string) => boolean;
}

/** `pattern` looks at capitals and small letters alike. */
export const carrier = (
  kind: string,
  hint: string | RegExp,
  pattern: string,
  accepts?: (secret: string) => boolean,
): Carrier => ({
  kind,
  hint,
  pattern: new RegExp(pattern, 'gi'),
  ...(accepts && { accepts }),
});

/** Not the next option, a variable or where to read it from. */
export const isNoOption = (secret: string) =>
  !/^["']?(?:[-$<*[]|%[sd]|prompt\b|ask\b|env\b|stdin\b)/i.test(secret);
