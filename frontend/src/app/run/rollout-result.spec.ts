import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import type { RolloutView } from '../core/api/models';
import { ApiError } from '../core/api-error';
import { RolloutResult } from './rollout-result';
import { RolloutRun } from './rollout-run';
import { Session } from '../core/session';
import { RunApi } from './run-api';
import { FakeRunApi, aRollout } from './testing';

const RIGHTS: readonly string[] = ['fleet:write', 'command:exec'];

async function setup(over: Partial<RolloutView> = {}, rights = RIGHTS) {
  const api = new FakeRunApi();
  api.rolling = aRollout(over);
  TestBed.configureTestingModule({
    providers: [
      provideRouter([]),
      { provide: RunApi, useValue: api },
      { provide: Session, useValue: { may: (one: string) => rights.includes(one) } },
    ],
  });
  const probes = ['a', 'b', 'c'].map((id) => ({ id, name: id }));
  const wish = { line: 'uptime', rolling: { canary: '1' } };
  const run = new RolloutRun(api as unknown as RunApi, 'k', probes, wish);
  await run.send();
  const fixture = TestBed.createComponent(RolloutResult);
  fixture.componentRef.setInput('run', run);
  await fixture.whenStable();
  const element = fixture.nativeElement as HTMLElement;
  const press = async (label: string) => {
    const all = [...element.querySelectorAll<HTMLButtonElement>('.foot button')];
    all.find(({ textContent }) => textContent?.trim() === label)!.click();
    await fixture.whenStable();
  };
  const buttons = () =>
    [...element.querySelectorAll('.foot button')].map(({ textContent }) => textContent?.trim());
  return { api, run, fixture, element, press, buttons };
}

describe('A command in waves', () => {
  beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
  afterEach(() => vi.useRealTimers());

  it('says how far it is, by state', async () => {
    const counts = { total: 9, waiting: 4, running: 1, succeeded: 2, failed: 1, skipped: 1, not_run: 0 };
    const { element } = await setup({ counts, wave: 3 });
    const said = element.querySelector('.stand')?.textContent;
    expect(said).toMatch(/Under way.*4 of 9 hosts.*wave 3.*1 failed.*1 running.*4 to come.*1 skipped/s);
  });

  it('looks again by itself until its end', async () => {
    const { api, run, fixture, element, buttons } = await setup();
    api.rolling = aRollout({ state: 'failed', reason: 'A canary failed.' });
    await vi.advanceTimersByTimeAsync(1_000);
    await fixture.whenStable();
    expect(run.isOver()).toBe(true);
    expect(element.textContent).toContain('A canary failed.');
    expect(buttons()).toEqual(['Change and run again']);
  });

  it('pauses, goes on and stops', async () => {
    const { api, press, buttons } = await setup();
    expect(buttons()).toEqual(['Pause', 'Stop']);
    await press('Pause');
    expect(buttons()).toEqual(['Resume', 'Resume anyway', 'Stop']);
    await press('Resume anyway');
    await press('Stop');
    expect(api.held).toEqual(['pause', 'resume anyway', 'stop']);
    expect(buttons()).toEqual([]);
  });

  it.each(['running', 'paused', 'succeeded'] as const)(
    'offers nothing to who only reads it (%s)',
    async (state) => {
      const { buttons, element } = await setup({ state }, ['command:exec']);
      expect(element.querySelector('.stand')).not.toBeNull();
      expect(buttons()).toEqual([]);
    },
  );

  it('says what the next wave waits for, and shows what hosts wrote as text', async () => {
    const target = { probe_id: 'a', hostname: 'a<b>\u202e', state: 'failed' as const, request_id: 'r-a' };
    const { element } = await setup({
      waits_for: 'a is worse than before.',
      targets: [{ ...target, reason: '<img src=x>' }],
    });
    expect(element.textContent).toContain('a is worse than before.');
    expect(element.querySelector('img, .held b')).toBeNull();
    expect(element.querySelector('.held')?.textContent).toContain('<img src=x>');
    expect(element.querySelector('.held')?.textContent).not.toContain('\u202e');
  });

  it('says that a button could not do it, and goes on looking', async () => {
    const { api, press, element } = await setup();
    api.refusal = new ApiError('rollouts.not_running', 'It is done.', 409);
    await press('Pause');
    expect(element.querySelector('lg-failure')).not.toBeNull();
  });

  it('is sent again only by a person, under the same key', async () => {
    const { api, run } = await setup();
    api.refusal = new ApiError('console.no_answer', 'too late', 0);
    await run.send();
    expect(run.phase()).toBe('unknown');
    api.refusal = undefined;
    await run.send();
    expect(new Set(api.askedMany.map(({ key }) => key))).toEqual(new Set(['k']));
    expect(run.phase()).toBe('known');
  });

  it('is found again by its address, or said not to be known', async () => {
    const { api } = await setup();
    const again = RolloutRun.again(api as unknown as RunApi, 'rollout-ro-1');
    await vi.waitFor(() => expect(again.line()).toBe('uptime'));
    const gone = RolloutRun.again(api as unknown as RunApi, 'rollout-ro-2');
    await vi.waitFor(() => expect(gone.phase()).toBe('missing'));
  });
});
