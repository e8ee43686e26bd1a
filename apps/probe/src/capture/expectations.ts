import type { Capture, CapturedItem, Expectation } from '@legator/contracts';

/**
 * Why a command must not run: the first thing that is no longer as it was when the command was made. What cannot be
 * read is never taken for unchanged.
 */
export function unmet(asked: readonly Capture[], found: readonly CapturedItem[]): string | undefined {
  for (const { kind, name, expect } of asked) {
    if (!expect) continue;
    const now = found.find((one) => one.kind === kind && one.name === name);
    const why = now ? difference(expect, now) : 'it could not be looked at';
    if (why) return `${name === '*' ? kind : name} is not as it was left: ${why}.`;
  }
  return undefined;
}

function difference({ state, facts }: Expectation, now: CapturedItem): string | undefined {
  if (now.state === 'unread') return now.why ?? 'it could not be read';
  if (now.state !== state) return now.state === 'absent' ? 'it is gone' : 'it is there again';
  const other = Object.keys(facts).find((key) => now.facts?.[key] !== facts[key]);
  return other && `${other} is ${now.facts?.[other] ?? 'not known'}, not ${facts[other]}`;
}
