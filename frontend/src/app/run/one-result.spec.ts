import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { ApiError } from '../core/api-error';
import { Session } from '../core/session';
import { OneResult } from './one-result';
import { OneRun } from './one-run';
import { RunApi, type CommandWish } from './run-api';
import { RunPanel } from './run-panel';
import { FakeRunApi, aCommand, aResult, anApproval } from './testing';

const RIGHTS: readonly string[] = ['fleet:write', 'command:exec'];

async function setup(
  change: (api: FakeRunApi) => void,
  how: 'send' | 'look',
  wish: CommandWish = { line: 'uptime' },
  rights = RIGHTS,
) {
  const api = new FakeRunApi();
  change(api);
  TestBed.configureTestingModule({
    providers: [
      provideRouter([]),
      { provide: RunApi, useValue: api },
      { provide: Session, useValue: { may: (one: string) => rights.includes(one) } },
    ],
  });
  const run = new OneRun(api as unknown as RunApi, 'r1', 'prb-1', wish);
  await run[how]();
  await new Promise((resolve) => setTimeout(resolve));
  const fixture = TestBed.createComponent(OneResult);
  fixture.componentRef.setInput('run', run);
  await fixture.whenStable();
  const element = fixture.nativeElement as HTMLElement;
  const press = async (name: string) => {
    [...element.querySelectorAll('button')].find((one) => one.textContent?.includes(name))!.click();
    await fixture.whenStable();
  };
  const steps = () =>
    [...element.querySelectorAll('lg-run-phases li')].map((step) =>
      step.textContent?.replace(', reached', '').trim(),
    );
  return { api, run, element, press, steps, settle: () => fixture.whenStable() };
}

describe('The result of a command', () => {
  it('says how it ended once, and that it ran without a sandbox', async () => {
    const { element, steps } = await setup(
      (api) =>
        api.commands.set(
          'r1',
          aCommand({ result: aResult({ exit_code: 3, stdout: 'x\n' }), error_message: 'It exited with 3.' }),
        ),
      'look',
    );
    expect(steps()).toEqual(['Sent', 'Accepted', 'Running', 'Failed, exit 3']);
    const text = element.querySelector('lg-run-facts')?.textContent ?? '';
    expect(text).toContain('None: it ran with all rights of the probe');
    expect(text).not.toMatch(/It exited|Exit code|Took|Whole|0\.1/);
    expect(element.querySelector('lg-output-view .foot')?.textContent).toMatch(/exit 3.*0\.1.s/);
  });

  it.each([
    [{ outcome: 'exited', exit_code: 2 }, 'Failed, exit 2', 'bad'],
    [{ outcome: 'timed_out', exit_code: -1 }, 'Timed out', 'bad'],
    [{ outcome: 'canceled', exit_code: -1 }, 'Stopped', 'neutral'],
    [{ outcome: 'indeterminate', exit_code: -1 }, 'Nobody can tell how it ended', 'warn'],
    [{ outcome: 'exited', exit_code: 0 }, 'Done', 'ok'],
  ] as const)('ends with what became of it: %o is %s', async (result, words, tone) => {
    const { element, steps } = await setup(
      (api) => api.commands.set('r1', aCommand({ state: 'failed', result: aResult(result) })),
      'look',
    );
    expect(steps()).toEqual(['Sent', 'Accepted', 'Running', words]);
    expect(element.querySelector('lg-run-phases li:last-child')?.className).toBe(tone);
  });

  it.each([
    [{ error_kind: 'approval_expired' }, 'expired', 'Expired, nothing ran'],
    [{ error_kind: 'canceled' }, 'withdrawn', 'Withdrawn, nothing ran'],
    [{ error_kind: 'approval_denied' }, 'denied', 'Denied by Jon, nothing ran'],
  ] as const)('shows no output of a request that never ran: %o', async (over, decision, words) => {
    const { run, element, steps } = await setup((api) => {
      api.request = anApproval({ decision, decided_by: 'Jon', decided_at: '2026-11-20T08:10:00Z' });
      const never = { state: 'canceled', started_at: null, approval_id: 'a1', result: null } as const;
      api.commands.set('r1', aCommand({ ...never, ...over }));
    }, 'look');
    expect(run.isOver()).toBe(true);
    expect(steps()).toEqual(['Sent', words]);
    expect(element.textContent).not.toContain('It printed nothing');
    expect(element.querySelector('lg-output-view')).toBeNull();
  });

  it('says that it printed nothing, and how long that took', async () => {
    const { element } = await setup((api) => api.commands.set('r1', aCommand()), 'look');
    expect(element.querySelector('.silent')?.textContent).toMatch(/It printed nothing in 0\.1.s\./);
  });

  it('finds in the output with Ctrl F right after the run, from wherever the focus is', async () => {
    const { element, settle } = await setup(
      (api) => api.commands.set('r1', aCommand({ result: aResult({ stdout: 'x\n' }) })),
      'look',
    );
    const event = new KeyboardEvent('keydown', { key: 'f', ctrlKey: true, bubbles: true, cancelable: true });
    document.body.dispatchEvent(event);
    await settle();
    expect(event.defaultPrevented).toBe(true);
    expect(element.querySelector('[aria-label="Find in the output"]')).not.toBeNull();
  });

  it('offers to look before anything is sent again when no answer came', async () => {
    const { api, element, press } = await setup((one) => {
      one.refusal = new ApiError('console.no_answer', 'late', 0);
    }, 'send');
    expect(element.textContent).toContain('It is not known whether the control plane got it');
    await press('Look whether it got there');
    expect(api.asked).toHaveLength(1);
    expect(element.textContent).toContain('This command is not known');
  });

  it('says why it was refused', async () => {
    const { element } = await setup((one) => {
      one.refusal = new ApiError('bad_gateway', 'The probe is not connected.', 502);
    }, 'send');
    expect(element.querySelector('lg-banner')?.textContent).toContain('The probe is not connected.');
    expect(element.querySelector('lg-output-view')).toBeNull();
  });

  it('says all that is known of a request that waits, in the order of every request', async () => {
    const { element } = await setup((one) => {
      one.request = anApproval({ expires_at: new Date(Date.now() + 600_000).toISOString() });
      one.commands.set('r1', aCommand({ state: 'pending_approval', approval_id: 'a1', result: null }));
    }, 'look');
    const text = element.querySelector('lg-approval-card')?.textContent ?? '';
    expect(text).toMatch(
      /Nothing has run.*Where.*High\s*risk.*Time left.*until (?:\w+ \d+ )?\d\d:\d\d.*Why it asks.*Mara Keller/s,
    );
  });

  it('can be withdrawn, says what that means before, and keeps the focus', async () => {
    const { api, element, press } = await setup((one) => {
      one.commands.set('r1', aCommand({ state: 'pending_approval', approval_id: 'a1', result: null }));
    }, 'look');
    document.body.append(element);
    expect(element.querySelector('.foot')?.textContent).toContain(
      'Withdrawing ends the request; it will not run.',
    );
    await press('Withdraw');
    expect(api.canceled).toEqual(['r1']);
    expect(document.activeElement?.className).toContain('stand');
    element.remove();
  });

  it.each(['pending_approval', 'running', 'succeeded'] as const)(
    'offers nothing to who only reads it (%s)',
    async (state) => {
      const result = state === 'succeeded' ? aResult() : null;
      const look = (api: FakeRunApi) => api.commands.set('r1', aCommand({ state, result }));
      const { element } = await setup(look, 'look', undefined, ['command:exec']);
      expect(element.querySelector('.stand')).not.toBeNull();
      expect(element.querySelector('.foot button')).toBeNull();
    },
  );

  it('leaves the request that it was to replace as it was when it is refused, to be changed once more', async () => {
    const wish = { line: 'rm -rf /', reason: 'It hangs.', supersedes: 'a1' };
    const refuse = (api: FakeRunApi) => (api.refusal = new ApiError('frozen', 'Execution is frozen.', 423));
    const { element, press } = await setup(refuse, 'send', wish);
    expect(element.textContent).toContain('The earlier request is as it was.');
    await press('Change and run again');
    expect(TestBed.inject(RunPanel).prefill()).toEqual(wish);
  });

  it('says nothing of an earlier request where there is none', async () => {
    const { element } = await setup((api) => (api.refusal = new ApiError('frozen', 'No.', 423)), 'send');
    expect(element.textContent).not.toContain('earlier request');
  });
});
