import { TestBed } from '@angular/core/testing';
import { Router, provideRouter, withComponentInputBinding } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import type { ProbeDetail } from '../../core/api/models';
import { LiveFeed } from '../../core/live/live-feed';
import { OPEN_SOCKET } from '../../core/live/live-socket';
import { FakeSockets } from '../../core/live/testing';
import { RunCommand, type RunTarget } from '../../core/run-command';
import { Session } from '../../core/session';
import { SessionApi } from '../../core/session-api';
import { aMe, FakeSessionApi } from '../../core/testing';
import { Viewport } from '../../core/viewport';
import { momentText } from '../../ui/time-text';
import { Toasts } from '../../ui/toasts';
import { ProbeApi } from './probe-api';
import { ProbePage } from './probe-page';
import { FakeProbeApi, aProbe } from './testing';

async function open(probe: ProbeDetail, { isPhone = false, query = '' } = {}) {
  const api = new FakeProbeApi();
  api.probe = probe;
  const session = new FakeSessionApi();
  session.answer = aMe({ permissions: ['admin', 'fleet:read', 'fleet:write', 'command:exec'] });
  const sockets = new FakeSockets();
  const opened: RunTarget[] = [];
  TestBed.configureTestingModule({
    providers: [
      provideRouter(
        [
          { path: 'fleet/:id', component: ProbePage },
          { path: 'fleet/:id/:tab', component: ProbePage },
        ],
        withComponentInputBinding(),
      ),
      { provide: ProbeApi, useValue: api },
      { provide: SessionApi, useValue: session },
      { provide: OPEN_SOCKET, useValue: sockets.open },
      { provide: RunCommand, useValue: { open: (target: RunTarget) => opened.push(target) } },
      { provide: Viewport, useValue: { isPhone: () => isPhone, isSingle: () => isPhone } },
    ],
  });
  await TestBed.inject(Session).ready();
  TestBed.inject(LiveFeed).connect();
  sockets.last.comesUp();
  const { fixture } = await RouterTestingHarness.create(`/fleet/prb-1${query}`);
  await fixture.whenStable();
  const press = async (key: string) => {
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    await fixture.whenStable();
  };
  const host = fixture.nativeElement as HTMLElement;
  const run = () =>
    [...host.querySelectorAll('button')].filter(({ textContent }) => textContent.trim() === 'Run command');
  const said = () =>
    TestBed.inject(Toasts)
      .shown()
      .map(({ text }) => text);
  return { host, opened, press, run, said, sockets, fixture };
}

describe('An address with values that nobody knows', () => {
  afterEach(() => TestBed.resetTestingModule());

  it('is corrected to what is shown, and says so', async () => {
    const { said, fixture } = await open(aProbe(), { query: '/wat?range=soon&sort=host' });
    await fixture.whenStable();
    expect(TestBed.inject(Router).url).toBe('/fleet/prb-1?sort=host');
    expect(said()).toEqual([
      'A probe has no tab “wat”. Its overview is shown.',
      '“soon” is no time range. The last hour is shown.',
    ]);
  });
});

describe('A probe that was away for days', () => {
  afterEach(() => TestBed.resetTestingModule());

  it('says of which day is what it shows', async () => {
    const at = '2024-11-20T12:02:00Z';
    const { host } = await open(aProbe({ status: 'offline', connected: false, vitals_at: at }));
    const age = host.querySelector('.as-of');
    expect(age?.textContent).toMatch(/as of .*2024.* \d\d:\d\d/);
    expect(age?.getAttribute('title')).toBe(momentText(at));
  });
});

describe('Run command on the page of a probe', () => {
  afterEach(() => {
    TestBed.resetTestingModule();
    vi.useRealTimers();
  });

  it('is opened by R, and by R only while it can be reached', async () => {
    const reached = await open(aProbe());
    await reached.press('r');
    expect(reached.opened).toEqual([{ probes: ['prb-1'] }]);
    TestBed.resetTestingModule();
    const { press, opened, said, run } = await open(aProbe({ status: 'offline', connected: false }));
    await press('r');
    expect(opened).toEqual([]);
    expect(said()).toEqual(['web-01 is not connected: a command cannot reach it']);
    expect(run()).toEqual([]);
  });

  it('stands once on a phone, and says why it does nothing', async () => {
    const { run, host, opened } = await open(aProbe({ status: 'offline', connected: false }), {
      isPhone: true,
    });
    expect(run().map((button) => button.getAttribute('aria-disabled'))).toEqual(['true']);
    expect(host.querySelector('.thumb')?.textContent).toContain('web-01 is not connected');
    run()[0]!.click();
    expect(opened).toEqual([]);
  });

  it('is taken away while nothing can be sent, and what is shown gets its age', async () => {
    const { run, host, sockets, fixture } = await open(aProbe());
    expect(run()).toHaveLength(1);
    const before = Date.now;
    sockets.last.breaks();
    Date.now = () => before() + 10_000;
    await vi.waitFor(() => expect(run()).toEqual([]), 3_000);
    Date.now = before;
    await fixture.whenStable();
    expect(host.querySelector('.as-of')?.textContent).toMatch(/control plane is lost.* as of \d\d:\d\d/);
  });
});
