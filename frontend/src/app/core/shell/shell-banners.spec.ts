import { TestBed } from '@angular/core/testing';
import { type ConfirmWish, Dialogs } from '../../ui/dialogs';
import { momentText } from '../../ui/time-text';
import { Banners } from '../banners';
import { LiveFeed } from '../live/live-feed';
import { OPEN_SOCKET } from '../live/live-socket';
import { FakeSockets } from '../live/testing';
import { FreezeApi } from '../freeze-api';
import { Freezes } from '../freezes';
import { Session } from '../session';
import { SessionApi } from '../session-api';
import { FakeFreezeApi, FakeSessionApi, aFreeze, aMe } from '../testing';
import { BannerSlot } from './banner-slot';
import { FreezeLifting } from './freeze-lifting';
import { ShellBanners } from './shell-banners';

async function setup(permissions: ('admin' | 'directive:read')[], isConfirmed = true) {
  const [freezeApi, sessionApi] = [new FakeFreezeApi(), new FakeSessionApi()];
  freezeApi.freezes = [aFreeze({ id: 'tag', scope_type: 'tag', scope_id: 'prod' }), aFreeze({ id: 'all' })];
  sessionApi.answer = aMe({ permissions });
  const asked: ConfirmWish[] = [];
  TestBed.configureTestingModule({
    providers: [
      { provide: OPEN_SOCKET, useValue: new FakeSockets().open },
      { provide: FreezeApi, useValue: freezeApi },
      { provide: SessionApi, useValue: sessionApi },
      {
        provide: Dialogs,
        useValue: { confirm: (wish: ConfirmWish) => (asked.push(wish), Promise.resolve(isConfirmed)) },
      },
    ],
  });
  TestBed.inject(ShellBanners);
  await TestBed.inject(Session).load();
  await TestBed.inject(Freezes).load();
  return { asked, freezeApi, worst: TestBed.inject(Banners).worst };
}

describe('a lost connection', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('is told within a few seconds', async () => {
    const sockets = new FakeSockets();
    TestBed.configureTestingModule({ providers: [{ provide: OPEN_SOCKET, useValue: sockets.open }] });
    TestBed.inject(ShellBanners);
    TestBed.inject(LiveFeed).connect();
    sockets.last.comesUp();
    sockets.last.breaks();
    await vi.advanceTimersByTimeAsync(4_000);
    expect(TestBed.inject(Banners).worst()?.title).toBe('The live connection is lost');
    TestBed.resetTestingModule();
  });
});

describe('a freeze', () => {
  it('of everything is told before one of a part, with its reason', async () => {
    const { worst } = await setup(['admin']);
    expect(worst()).toMatchObject({
      id: 'freeze-all',
      title: 'Execution is frozen',
      action: { text: 'Lift freeze' },
    });
    expect(worst()?.detail).toContain('Storage is being moved');
    expect(worst()?.detail).toContain('and 1 more');
  });

  it('of days says on which it began and ends, and has the whole times behind it', async () => {
    const from = '2024-11-20T12:02:00Z';
    const until = '2024-11-21T12:02:00Z';
    const freeze = aFreeze({ from_at: from, until_at: until });
    const { freezeApi, worst, asked } = await setup(['admin']);
    freezeApi.freezes = [freeze];
    await TestBed.inject(Freezes).load();
    const detail = /since .*20.* \d\d:\d\d · until .*21.* \d\d:\d\d/;
    expect(worst()?.detail).toMatch(detail);
    expect(worst()?.hint).toBe(`since ${momentText(from)}\nuntil ${momentText(until)}`);
    const host = TestBed.createComponent(BannerSlot);
    await host.whenStable();
    const shown = (host.nativeElement as HTMLElement).querySelector('[title]');
    expect(shown?.getAttribute('title')).toBe(worst()?.hint);
    await TestBed.inject(FreezeLifting).ask();
    expect(asked[0]?.text).toMatch(detail);
  });

  it('offers no way out to who may not lift it', async () => {
    const { worst } = await setup(['directive:read']);
    expect(worst()?.id).toBe('freeze-all');
    expect(worst()?.action).toBeUndefined();
  });

  it('is lifted when that is confirmed, and only then', async () => {
    const refused = await setup(['admin'], false);
    await TestBed.inject(FreezeLifting).ask();
    expect(refused.freezeApi.freezes).toHaveLength(2);
    TestBed.resetTestingModule();
    const { freezeApi, worst } = await setup(['admin']);
    await TestBed.inject(FreezeLifting).ask();
    expect(freezeApi.freezes.map(({ id }) => id)).toEqual(['tag']);
    expect(worst()?.title).toBe('Execution is frozen for tag prod');
  });
});
