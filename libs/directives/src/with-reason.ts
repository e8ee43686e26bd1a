/** "Failed: ls /x. It exited with 2." A reason that a host gave as a fragment becomes a sentence. */
export function withReason(what: string, reason: string | null): string {
  const text = reason?.trim();
  if (!text) return what;
  const sentence = text.charAt(0).toUpperCase() + text.slice(1);
  return `${what}. ${sentence}${/[.!?…]$/.test(sentence) ? '' : '.'}`;
}
