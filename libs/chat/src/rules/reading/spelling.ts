const SHORTEST = 4;
const FOR_TWO = 9;

/** The one known word that a typing error away is `word`; none when there are several, or when it is too short to say. */
export function nearest(word: string, known: Iterable<string>): string | undefined {
  if (word.length < SHORTEST || !/^[a-z]+$/.test(word)) return undefined;
  const most = word.length >= FOR_TWO ? 2 : 1;
  let best: { readonly words: string[]; readonly steps: number } | undefined;
  for (const one of known) {
    if (Math.abs(one.length - word.length) > most || one.length <= SHORTEST) continue;
    const steps = distance(word, one);
    if (steps > most || (best && steps > best.steps)) continue;
    best = best?.steps === steps ? { steps, words: [...best.words, one] } : { steps, words: [one] };
  }
  return best?.words.length === 1 ? best.words[0] : undefined;
}

/** Letters to change, add, drop or swap with their neighbour. */
export function distance(a: string, b: string): number {
  const rows = [Array.from({ length: b.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      row[j] = Math.min(rows[i - 1]![j]! + 1, row[j - 1]! + 1, rows[i - 1]![j - 1]! + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        row[j] = Math.min(row[j]!, rows[i - 2]![j - 2]! + 1);
    }
    rows.push(row);
  }
  return rows[a.length]![b.length]!;
}
