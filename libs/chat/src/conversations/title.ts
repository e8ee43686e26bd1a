const LONGEST = 80;

/** What a conversation is called until somebody calls it otherwise: its first question, on one line, cut between words. */
export function titleOf(question: string): string {
  const line = question
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/[\p{Cf}\p{Co}\p{Cs}]+/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
  if (line.length <= LONGEST) return line || UNTITLED;
  const cut = line.slice(0, LONGEST - 1);
  const space = cut.lastIndexOf(' ');
  return `${(space > LONGEST / 2 ? cut.slice(0, space) : cut).toWellFormed().replace(/\u{fffd}$/u, '')}…`;
}

export const UNTITLED = 'New conversation';
