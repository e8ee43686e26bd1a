import { TestBed } from '@angular/core/testing';
import { Router, provideRouter, withComponentInputBinding } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { ApiError } from '../core/api-error';
import { OPEN_SOCKET } from '../core/live/live-socket';
import { FakeSockets } from '../core/live/testing';
import { SessionApi } from '../core/session-api';
import { FakeSessionApi } from '../core/testing';
import { ApprovalsApi } from './approvals-api';
import { routes } from './approvals.routes';
import { FakeApprovalsApi, aDetail } from './testing';

async function open(url: string, change: (api: FakeApprovalsApi) => void = () => undefined) {
  const api = new FakeApprovalsApi();
  change(api);
  TestBed.configureTestingModule({
    providers: [
      provideRouter([{ path: 'approvals', children: routes }], withComponentInputBinding()),
      { provide: ApprovalsApi, useValue: api },
      { provide: SessionApi, useValue: new FakeSessionApi() },
      { provide: OPEN_SOCKET, useValue: new FakeSockets().open },
    ],
  });
  const harness = await RouterTestingHarness.create(url);
  const host = harness.fixture.nativeElement as HTMLElement;
  document.body.append(host);
  const settled = async () => {
    for (let n = 0; n < 4; n++) await harness.fixture.whenStable();
  };
  await settled();
  const press = async (
    key: string,
    target: Element = document.activeElement ?? document.body,
    ctrlKey = false,
  ) => {
    target.dispatchEvent(new KeyboardEvent('keydown', { key, ctrlKey, bubbles: true, cancelable: true }));
    await settled();
  };
  const type = (label: RegExp, text: string) => {
    const field = [...host.querySelectorAll('lg-field')].find((one) =>
      label.test(one.querySelector('label')?.textContent ?? ''),
    );
    const box = field?.querySelector<HTMLInputElement>('input, textarea');
    if (!box) throw new Error(`There is no field ${String(label)}.`);
    box.value = text;
    box.dispatchEvent(new Event('input', { bubbles: true }));
  };
  const said = () => host.textContent.replace(/\s+/g, ' ');
  return { api, host, press, type, settled, said, router: TestBed.inject(Router) };
}

const later = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
const two = (api: FakeApprovalsApi) => {
  api.requests = [
    aDetail({ id: 'late', expires_at: later(14), summary: 'b', policy_rationale: { policy: 'p' } }),
    aDetail({ id: 'soon', expires_at: later(3), summary: 'a', policy_rationale: { policy: 'p' } }),
  ];
};

describe('The page of approvals', () => {
  afterEach(() => {
    TestBed.resetTestingModule();
    document.body.replaceChildren();
  });

  it('opens what ends first, and J and K walk on', async () => {
    const { router, press } = await open('/approvals?tab=waiting', two);
    const arrives = (id: string) =>
      vi.waitFor(() => expect(router.url).toBe(`/approvals/${id}?tab=waiting`), 10_000);
    await arrives('soon');
    await press('j');
    await arrives('late');
    await press('k');
    await arrives('soon');
  });

  it('shows what the address says, and says so where there is no such request', async () => {
    const { said } = await open('/approvals/nowhere');
    expect(said()).toContain('This request does not exist');
  });

  it('decides nothing by a single key, and all by Control and Enter', async () => {
    const { api, host, press, said } = await open('/approvals/a1');
    for (const key of ['a', 'y', 'Enter', 'd']) await press(key, document.body);
    expect(api.decided).toEqual([]);
    await press('Enter', host.querySelector('lg-decision-form input')!, true);
    expect(api.decided).toEqual([{ decision: 'approved' }]);
    expect(said()).toContain('Approved by Mara Keller');
  });

  it('takes no yes to what is grave without a reason and the name of the host', async () => {
    const options = { ...aDetail().options, needs_reason: true, confirm_with: 'web-01' };
    const { api, host, press, type, said } = await open('/approvals/a1', (fake) => {
      fake.requests = [aDetail({ treated_as: 'critical', required_approvals: 2, options })];
    });
    const send = () => press('Enter', host.querySelector('lg-decision-form input')!, true);
    await send();
    expect(said()).toContain('Say why: it is kept in the audit trail.');
    type(/^\s*Reason/, 'It hangs.');
    type(/^\s*Type web-01/, 'web-02');
    await send();
    expect([api.decided, said()]).toEqual([[], expect.stringContaining('This is not web-01.')]);
    type(/^\s*Type web-01/, 'web-01');
    await send();
    expect(api.decided).toEqual([{ decision: 'approved', reason: 'It hangs.', confirm: 'web-01' }]);
  });

  it('says why it is not theirs to approve, and who may', async () => {
    const refusal = { code: 'approvals.own_request', message: 'You asked for it yourself.' };
    const options = { ...aDetail().options, may_approve: false, refusal };
    const { host, said } = await open('/approvals/a1', (fake) => {
      fake.requests = [aDetail({ treated_as: 'high', options })];
    });
    expect(said()).toContain('Anybody who may approve can decide, but not Jon Reyes.');
    expect(said()).not.toContain('Approve once');
    expect(host.querySelectorAll('lg-decision-form input[type=radio]')).toHaveLength(1);
  });

  it('shows an empty seat for each person who is still needed', async () => {
    const approvals = [
      { actor: 'Mara', actor_id: 'user:mara', as: 'other' as const, timestamp: new Date().toISOString() },
    ];
    const { host } = await open('/approvals/a1', (fake) => {
      fake.requests = [aDetail({ treated_as: 'critical', required_approvals: 2, approvals })];
    });
    const seats = [...host.querySelectorAll('lg-seats li')].map((one) => one.textContent.trim());
    expect(seats).toHaveLength(2);
    expect(seats[0]).toContain('Mara');
    expect(seats[1]).toBe('Nobody yet');
  });

  it('leaves the seat empty of somebody who may not decide any more, and says so', async () => {
    const lapsed_approvals = [
      { actor: 'Mara', actor_id: 'user:mara', as: 'other' as const, timestamp: new Date().toISOString() },
    ];
    const { host } = await open('/approvals/a1', (fake) => {
      fake.requests = [aDetail({ treated_as: 'critical', required_approvals: 2, lapsed_approvals })];
    });
    const seats = [...host.querySelectorAll('lg-seats li')].map((one) => one.textContent.trim());
    expect(seats.slice(0, 2)).toEqual(['Nobody yet', 'Nobody yet']);
    expect(seats[2]).toMatch(/Mara.*does not count/s);
  });

  it('says plainly that it is void, and what has changed', async () => {
    const { said } = await open('/approvals/a1', (fake) => {
      fake.requests = [
        aDetail({ decision: 'void', changes: [{ field: 'command', was: 'rm a', is: 'rm b\u202e' }] }),
      ];
    });
    expect(said()).toContain('so this approval is void. Nothing ran.');
    expect(said()).toMatch(/− rm a.*\+ rm b⟨U\+202E⟩/);
  });

  it('tells who was quicker instead of an error', async () => {
    const { api, host, press, said } = await open('/approvals/a1');
    api.refusal = new ApiError('invalid_request', 'It is denied already.', 400, 'r', {
      reason_code: 'already_decided',
    });
    const box = host.querySelector('lg-decision-form input')!;
    api.becomes('a1', { decision: 'denied', decided_by: 'Jon Reyes' });
    await press('Enter', box, true);
    expect(said()).toContain('Denied by Jon Reyes before you did.');
  });

  it('shows hostile text as text', async () => {
    const { host, said } = await open('/approvals/a1', (fake) => {
      const target = { type: 'probe', id: 'prb-1', name: '<img src=x>\u202e' };
      fake.requests = [aDetail({ command_line: 'echo <b>\u200bx</b>', requester: '<i>x</i>', target })];
    });
    expect(said()).toContain('echo <b>⟨U+200B⟩x</b>');
    expect(said()).toContain('Characters that cannot be seen are written out.');
    expect(host.querySelector('img, pre b')).toBeNull();
  });

  it('folds many targets, and says how it goes over them', async () => {
    const { said } = await open('/approvals/a1', (fake) => {
      const command = {
        argv: ['id'],
        probes: ['p1', 'p2', 'p3'],
        canary: 1,
        max_concurrent: '10%',
        max_errors: 0,
      };
      fake.requests = [aDetail({ probe_id: '', command })];
    });
    expect(said()).toContain('This command, these 3 hosts, now');
    expect(said()).toContain('1 first, at most 10% at a time, none may fail');
  });

  it('says that nothing waits, and shows what was decided last', async () => {
    const { said } = await open('/approvals', (fake) => {
      fake.requests = [aDetail({ id: 'old', decision: 'denied', decided_by: 'Jon' })];
    });
    expect(said()).toContain('Nothing waits for you');
    expect(said()).toContain('Denied by Jon');
  });
});
