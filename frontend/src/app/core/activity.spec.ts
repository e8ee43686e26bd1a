import { TestBed } from '@angular/core/testing';
import { Activity } from './activity';

describe('work in the background', () => {
  it('is found again with its result', () => {
    const activity = TestBed.inject(Activity);
    const work = activity.begin({ text: 'df -h on 12 probes', link: '/fleet' });
    work.report({ detail: '11 of 12 probes', progress: 11 / 12 });
    expect(activity.running()).toBe(1);
    work.end('done', '12 of 12 probes');
    expect(activity.all()).toMatchObject([{ state: 'done', detail: '12 of 12 probes', link: '/fleet' }]);
    expect(activity.running()).toBe(0);
  });

  it('does not change any more once it has ended', () => {
    const activity = TestBed.inject(Activity);
    const work = activity.begin({ text: 'export' });
    work.end('failed', 'No room left');
    work.report({ detail: 'late news' });
    work.end('done');
    expect(activity.all()).toMatchObject([{ state: 'failed', detail: 'No room left' }]);
  });

  it('forgets the oldest that ended, and never what runs', () => {
    const activity = TestBed.inject(Activity);
    activity.begin({ text: 'long one' });
    for (let at = 0; at < 30; at++) activity.begin({ text: `short ${at}` }).end('done');
    activity.begin({ text: 'last' });
    expect(activity.all()).toHaveLength(22);
    expect(activity.all().at(-1)?.text).toBe('long one');
    activity.clearEnded();
    expect(activity.all().map(({ text }) => text)).toEqual(['last', 'long one']);
  });
});
