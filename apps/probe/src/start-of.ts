/** The beginning of a text, whole characters only: one half of a character keeps a whole frame from being sent. */
export function startOf(text: string, most: number): string {
  return text.slice(0, most).toWellFormed();
}
