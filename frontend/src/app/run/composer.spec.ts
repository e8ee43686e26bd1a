import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { ApiError } from '../core/api-error';
import { OPEN_SOCKET } from '../core/live/live-socket';
import { FakeSockets } from '../core/live/testing';
import { Composer } from './composer';
import { RunApi } from './run-api';
import { RunHistory } from './run-history';
import { RunPanel } from './run-panel';
import { FakeRunApi, aFleetRow, aPreview, aProbePreview } from './testing';

async function setup(line: string, change: (api: FakeRunApi) => void = () => undefined) {
  localStorage.clear();
  const api = new FakeRunApi();
  change(api);
  TestBed.configureTestingModule({
    providers: [
      provideRouter([]),
      Composer,
      { provide: RunApi, useValue: api },
      { provide: OPEN_SOCKET, useValue: new FakeSockets().open },
    ],
  });
  const composer = TestBed.inject(Composer);
  composer.aim({ probes: ['prb-1'] });
  composer.line.set(line);
  const judged = async () => {
    TestBed.tick();
    await vi.waitFor(() => {
      TestBed.tick();
      expect(composer.isJudging()).toBe(false);
      expect(composer.targets()?.isComplete()).toBe(true);
      expect(composer.preview() ?? composer.previewError()).toBeDefined();
    });
  };
  return { api, composer, judged };
}

describe('A command that is written', () => {
  it('is judged before anything runs', async () => {
    const { api, composer, judged } = await setup('uptime');
    await judged();
    expect(composer.verdict()?.title).toBe('Runs now');
    expect(api.asked).toEqual([]);
  });

  it('runs once it is said, under a name of its own, and is remembered', async () => {
    const { api, composer, judged } = await setup('uptime');
    await judged();
    composer.begin();
    expect(api.asked).toMatchObject([{ probe: 'prb-1', wish: { line: 'uptime' } }]);
    expect(api.asked[0]?.id).toMatch(/^run-[0-9a-f]{24}$/);
    expect(TestBed.inject(RunHistory).all()).toEqual(['uptime']);
    expect(TestBed.inject(RunPanel).draft()).toBe('');
  });

  it('does not run where it is refused, and says so', async () => {
    const { api, composer, judged } = await setup('rm -rf /', (one) => {
      one.previews = aPreview([aProbePreview({ decision: 'deny' })]);
    });
    await judged();
    composer.begin();
    expect(api.asked).toEqual([]);
    expect(composer.problem()).toMatch(/Nothing of this would run/);
  });

  it('runs although the verdict could not be had: it is judged again when it arrives', async () => {
    const { api, composer, judged } = await setup('uptime', (one) => {
      one.previews = new ApiError('unavailable', 'not ready', 503);
    });
    await judged();
    expect(composer.previewError()?.code).toBe('unavailable');
    composer.begin();
    expect(api.asked).toHaveLength(1);
  });

  it.each([
    ['empty', '   ', ''],
    ['given no sensible time', 'uptime', 'soon'],
    ['given more than a day', 'uptime', '86401'],
  ])('does not run while it is %s', async (_what, line, seconds) => {
    const { api, composer } = await setup(line);
    await vi.waitFor(() => expect(composer.targets()?.isComplete()).toBe(true));
    composer.seconds.set(seconds);
    composer.begin();
    expect(api.asked).toEqual([]);
    expect(composer.problem() || composer.secondsError()).not.toBe('');
  });

  it('does not run before it is known where', async () => {
    const { api, composer } = await setup('uptime');
    composer.begin();
    expect(api.asked).toEqual([]);
    expect(composer.problem()).toMatch(/still being found/);
  });

  it('goes in waves where one of their fields says so, and there are many hosts', async () => {
    const { api, composer, judged } = await setup('uptime', (one) => {
      one.fleet = ['prb-1', 'prb-2'].map((id) => aFleetRow({ id }));
      one.previews = aPreview(['prb-1', 'prb-2'].map((probe_id) => aProbePreview({ probe_id })));
    });
    composer.aim({ probes: ['prb-1', 'prb-2'] });
    await judged();
    composer.canary.set('1');
    composer.atATime.set('0');
    composer.begin();
    expect(composer.shareErrors().atATime).toMatch(/More than none/);
    expect(api.askedMany).toEqual([]);
    composer.atATime.set('10%');
    composer.begin();
    expect(api.askedMany).toMatchObject([{ wish: { rolling: { canary: '1', max_concurrent: '10%' } } }]);
  });

  it('says nothing of waves on a single host, whatever was typed before', async () => {
    const { api, composer, judged } = await setup('uptime');
    await judged();
    composer.canary.set('nonsense');
    composer.begin();
    expect(api.asked[0]?.wish).toEqual({ line: 'uptime' });
  });

  it('carries time limit and reason', async () => {
    const { api, composer, judged } = await setup('uptime');
    await judged();
    composer.seconds.set('90');
    composer.reason.set(' to see ');
    TestBed.tick();
    await judged();
    composer.begin();
    expect(api.asked[0]?.wish).toEqual({ line: 'uptime', timeoutMs: 90_000, reason: 'to see' });
  });

  it('asks in the place of the request that is changed, with what it had', async () => {
    const { api, composer, judged } = await setup('');
    const panel = TestBed.inject(RunPanel);
    panel.open(
      { probes: ['prb-1'] },
      { line: 'reboot', reason: 'It hangs.', timeoutMs: 1_500, supersedes: 'a1' },
    );
    composer.aim({ probes: ['prb-1'] });
    expect([composer.line(), composer.reason(), composer.seconds()]).toEqual(['reboot', 'It hangs.', '2']);
    composer.line.set('systemctl reboot');
    await judged();
    composer.begin();
    expect(api.asked[0]?.wish).toEqual({
      ...{ line: 'systemctl reboot', reason: 'It hangs.', timeoutMs: 2_000, supersedes: 'a1' },
    });
  });

  it('keeps nothing of a change for the next command', async () => {
    const { api, composer, judged } = await setup('');
    const panel = TestBed.inject(RunPanel);
    panel.open({ probes: ['prb-1'] }, { line: 'reboot', reason: 'It hangs.', supersedes: 'a1' });
    composer.aim({ probes: ['prb-1'] });
    panel.open({ probes: ['prb-1'] });
    composer.aim({ probes: ['prb-1'] });
    composer.line.set('uptime');
    await judged();
    composer.begin();
    expect(api.asked[0]?.wish).toEqual({ line: 'uptime' });
  });
});
