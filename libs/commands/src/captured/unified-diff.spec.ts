import fc from 'fast-check';
import { countLines, unifiedDiff } from './unified-diff.js';

it('says nothing of texts that are the same', () => expect(unifiedDiff('a\n', 'a\n')).toBe(''));

it('shows what changed with three lines around it', () => {
  const before = Array.from({ length: 20 }, (_, n) => `${n}\n`).join('');
  const diff = unifiedDiff(before, before.replace('9\n', 'nine\n'));
  expect(diff).toBe('@@ -7,7 +7,7 @@\n 6\n 7\n 8\n-9\n+nine\n 10\n 11\n 12\n');
  expect(countLines(diff)).toEqual({ added: 1, removed: 1 });
});

it('says when the last line has no end', () => {
  expect(unifiedDiff('a\n', 'a')).toBe('@@ -1,1 +1,1 @@\n-a\n+a\n\\ No newline at end of file\n');
});

/** What `patch` does, where every hunk has to fit to the letter. */
function applied(before: string, diff: string): string {
  const old = before.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  const made: string[] = [];
  let at = 0;
  for (const hunk of diff.split(/^(?=@@ )/m).filter(Boolean)) {
    const [, start, count] = /^@@ -(\d+),(\d+) /.exec(hunk)!.map(Number);
    made.push(...old.slice(at, (at = count === 0 ? start! : start! - 1)));
    for (const line of hunk
      .replace(/\n\\ No newline at end of file\n/g, '')
      .match(/[^\n]*\n|[^\n]+$/g)!
      .slice(1)) {
      if (!line.startsWith('+')) expect(old[at++]).toBe(line.slice(1));
      if (!line.startsWith('-')) made.push(line.slice(1));
    }
  }
  return [...made, ...old.slice(at)].join('');
}

it('is all that is needed to make the new text of the old one', () => {
  const text = fc
    .tuple(
      fc.array(fc.constantFrom('a\n', 'b\n', 'c\n', '\n', '-\n', '+x\n'), { maxLength: 30 }),
      fc.constantFrom('', 'z'),
    )
    .map(([lines, end]) => lines.join('') + end);
  fc.assert(
    fc.property(text, text, (before, after) => {
      // Two lines without an end meet at the end of a hunk: read apart by what follows them.
      fc.pre(before.endsWith('z') === after.endsWith('z'));
      expect(applied(before, unifiedDiff(before, after))).toBe(after);
    }),
    { numRuns: 500 },
  );
});

it('takes a moment at most for the largest texts', () => {
  const before = Array.from({ length: 32_000 }, (_, n) => `${n % 7}\n`).join('');
  const after = Array.from({ length: 32_000 }, (_, n) => `${n % 5}\n`).join('');
  // Of the processor, not of the clock: that runs on while others have it.
  const start = process.cpuUsage();
  expect(countLines(unifiedDiff(before, after)).added).toBeGreaterThan(30_000);
  const { user, system } = process.cpuUsage(start);
  expect((user + system) / 1_000).toBeLessThan(2_000);
});
