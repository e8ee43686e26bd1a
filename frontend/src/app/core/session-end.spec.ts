import { TestBed } from '@angular/core/testing';
import { Banners } from './banners';
import { Session } from './session';
import { SessionApi } from './session-api';
import { SessionEnd } from './session-end';
import { SignInGate } from './sign-in-gate';
import { FakeSessionApi, aMe } from './testing';

async function setup(more: { idle?: number; lasts?: number }) {
  const api = new FakeSessionApi();
  const calls: number[] = [];
  const me = api.me.bind(api);
  api.me = () => (calls.push(Date.now()), me());
  api.answer = aMe({
    session_id: 's1',
    session_idle_seconds: more.idle ?? 1_800,
    session_expires_at: new Date(Date.now() + (more.lasts ?? 43_200) * 1_000).toISOString(),
  });
  const left: unknown[] = [];
  TestBed.configureTestingModule({
    providers: [
      { provide: SessionApi, useValue: api },
      { provide: SignInGate, useValue: { leave: () => left.push('left') } },
    ],
  });
  TestBed.inject(SessionEnd);
  const session = TestBed.inject(Session);
  await session.load();
  session.touch();
  TestBed.tick();
  const pass = async (seconds: number) => {
    await vi.advanceTimersByTimeAsync(seconds * 1_000);
    TestBed.tick();
  };
  return { session, calls, left, pass, worst: TestBed.inject(Banners).worst };
}

describe('the end of a sign-in', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => {
    TestBed.resetTestingModule();
    vi.useRealTimers();
  });

  it('is told two minutes ahead when nothing is done, and put off with one button', async () => {
    const { worst, pass, session, calls } = await setup({ idle: 600 });
    await pass(470);
    expect(worst()).toBeUndefined();
    await pass(15);
    expect(worst()).toMatchObject({ id: 'session-end', action: { text: 'Extend' } });
    worst()?.action?.run();
    session.touch();
    await pass(1);
    expect(calls).toHaveLength(2);
    expect(worst()).toBeUndefined();
  });

  it('cannot be put off when it has lasted as long as one may', async () => {
    const { worst, pass, left } = await setup({ lasts: 300 });
    await pass(200);
    expect(worst()?.action?.text).toBe('Sign in again');
    worst()?.action?.run();
    expect(left).toEqual(['left']);
  });

  it('is looked for once it is over, and not before: asking would keep it alive for nobody', async () => {
    const { pass, calls } = await setup({ idle: 600 });
    await pass(600);
    expect(calls).toHaveLength(1);
    await pass(10);
    expect(calls).toHaveLength(2);
    await pass(60);
    expect(calls).toHaveLength(2);
  });
});
