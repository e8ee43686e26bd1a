/** Longest name that is passed on; more says nothing of a host. */
const LONGEST = 64;

/** A name as hosts and their owners give it, made one harmless word: it can be no sentence, no mark and no second line. */
export function wordOfHost(text: string): string {
  const word = text
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}._:@/+-]+/gu, '_')
    .slice(0, LONGEST);
  return word === '' ? '_' : word;
}
