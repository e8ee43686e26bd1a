/** Characters that are not what they look like, or nothing at all: control, format (bidi) and private ones. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/u;

/** Whether a person sees all there is of a text. */
export function isPrintable(text: string): boolean {
  return !UNPRINTABLE.test(text);
}
