// Controls, format characters (bidi, zero width), other blanks, line separators, private use, unassigned.
const UNSEEN = /[\p{C}\p{Zl}\p{Zp}]|(?! )\p{Zs}/u;

/** Whether a text has anything in it that a person would not see, or half a character. */
export function isUnseen(text: string): boolean {
  return UNSEEN.test(text);
}

/** Whether a text is made of printable ASCII alone. */
export function isPlain(text: string): boolean {
  return /^[ -~]*$/.test(text);
}
