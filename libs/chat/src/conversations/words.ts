/** Characters of a text that are searched. */
const SEARCHED = 50_000;

/** SQL: the words of a text, cut wherever something stands that is neither letter nor digit. */
export function wordsOf(text: string): string {
  return `to_tsvector('simple', regexp_replace(lower(left(${text}, ${SEARCHED})), '[^[:alnum:]]+', ' ', 'g'))`;
}
