/**
 * Signs that have no width or turn the direction of what follows: marks of direction, joiners, fillers, tags.
 * The joiner inside an emoji is left alone.
 */
const UNSEEN =
  /(?<!(?:\p{Extended_Pictographic}|\uFE0F|\p{Emoji_Modifier}))\u200D|\u200D(?!\p{Extended_Pictographic})|[\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180E\u200B\u200C\u200E\u200F\u2028-\u202E\u2060-\u206F\u3164\uFEFF\uFFA0\uFFF9-\uFFFB]|[\u{E0000}-\u{E0FFF}]/gu;

/** Most texts are of these signs alone, and a table asks for hundreds in each frame. */
const PLAIN = /^[\x20-\x7E\xA0-\xAC\xAE-\u02FF\u2009\u2013\u2026]*$/;

/** The same text with every unseen sign written out as "⟨U+202E⟩", so that nothing can hide or turn around. */
export function visibleText(text: string): string {
  if (PLAIN.test(text)) return text;
  return text.replace(UNSEEN, (sign) => {
    const code = sign.codePointAt(0) ?? 0;
    return `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`;
  });
}
