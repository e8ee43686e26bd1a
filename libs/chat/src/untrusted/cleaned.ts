/** Sequences that steer a terminal: CSI, OSC and its kin up to their end, and the two-letter ones. */
const ESCAPES =
  /\u001b\][^\u0007\u001b]{0,4096}(?:\u0007|\u001b\\)?|\u001b[PX^_][^\u001b]{0,4096}(?:\u001b\\)?|(?:\u001b\[|\u009b)[0-?]{0,64}[ -/]{0,16}[@-~]?|\u001b[ -/]{0,4}[0-~]?/gu;
/** What nobody sees: controls, formats (bidi, zero width, tags), selectors of variants, private and half characters, fillers. */
const UNSEEN =
  /[\p{Cf}\p{Co}\p{Cs}\p{Cn}\u{fe00}-\u{fe0f}\u{e0100}-\u{e01ef}\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\uffa0]|(?![\n\t])\p{Cc}/gu;
/** More marks on one letter than any language puts there. */
const HEAPS = /(\p{M}{3})\p{M}{1,1000}/gu;

/** A text of others as it would be read aloud: without what steers a terminal, turns the direction, or is not to be seen. */
export function cleaned(text: string): string {
  return text
    .toWellFormed()
    .replace(ESCAPES, '')
    .replace(/\r\n?|[\u2028\u2029\u0085\u000b\u000c]/gu, '\n')
    .replace(UNSEEN, '')
    .replace(HEAPS, '$1');
}
