import { anEntry } from './testing';
import { daysOf, endText, lookOf } from './timeline-looks';

const at = (day: number, hour: number) => new Date(2026, 10, day, hour).toISOString();

describe('An entry of the timeline', () => {
  it('stands under its day, newest first', () => {
    const entries = [at(20, 9), at(20, 1), at(19, 23), at(2, 4)].map((when, id) =>
      anEntry({ id: String(id), at: when }),
    );
    const days = daysOf(entries, new Date(2026, 10, 20, 12).getTime());
    expect(days.map(({ label, entries: list }) => [label, list.length])).toEqual([
      ['Today', 2],
      ['Yesterday', 1],
      [expect.stringContaining('2026'), 1],
    ]);
  });

  it.each([
    [{ kind: 'directive', status: 'succeeded', exit_code: 0 }, 'exit 0', 'ok'],
    [{ kind: 'directive', status: 'failed', exit_code: 3 }, 'exit 3', 'bad'],
    [{ kind: 'directive', status: 'requested', gate: 'pending' }, 'waits for approval', 'warn'],
    [{ kind: 'directive', status: 'canceled', gate: 'denied' }, 'denied', 'bad'],
    [{ kind: 'directive', status: 'canceled', exit_code: -1 }, 'stopped', 'neutral'],
    [{ kind: 'directive', status: 'canceled', gate: 'pending' }, 'withdrawn', 'neutral'],
    [{ kind: 'directive', status: 'canceled', gate: 'expired' }, 'expired', 'neutral'],
    [{ kind: 'directive', status: 'canceled', gate: 'none' }, 'did not run', 'neutral'],
    [{ kind: 'signal', type: 'command.canceled', exit_code: -1 }, '', 'neutral'],
    [{ kind: 'signal', type: 'command.failed', exit_code: -1 }, '', 'bad'],
  ] as const)('that is %o says "%s"', (over, text, tone) => {
    const entry = anEntry(over as Parameters<typeof anEntry>[0]);
    expect(endText(entry)).toBe(text);
    expect(lookOf(entry).tone).toBe(tone);
  });
});
