import { ChatAnnouncements } from './chat-announcements';
import { hostsOf, runLook } from './run-look';
import { aMessage, aRun, aTarget } from './testing';

describe('a run on more hosts than its message names', () => {
  const more = (done: number) =>
    aRun({
      targets: [aTarget(), aTarget()],
      more_targets: [
        { state: 'failed', count: 3 },
        { state: 'succeeded', count: 1_795 },
      ],
      done,
    });

  it('counts all of them, and looks as the worst of them does', () => {
    expect(hostsOf(more(1_800))).toBe(1_800);
    const look = runLook(more(1_800));
    expect([look.tone, look.notes]).toEqual(['bad', ['3 failed']]);
    expect(look.count).toMatch(/1.?800 of 1.?800/);
  });

  it('is told as finished when all have ended, not when those that are named have', () => {
    const told = (done: number) => {
      const announcements = new ChatAnnouncements();
      announcements.next('c', []);
      return announcements.next('c', [aMessage({ state: 'working', parts: [more(done)] })]);
    };
    expect(told(2)).toEqual([]);
    expect(told(1_800)).toHaveLength(1);
  });
});
