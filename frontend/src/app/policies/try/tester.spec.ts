import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { ApiError } from '../../core/api-error';
import { ScopeApi } from '../../scope/scope-api';
import { FakeSimulationApi, aDecision } from '../testing';
import { SimulationApi, type TrySubject } from './simulation-api';
import { Tester } from './tester';

@Component({
  imports: [Tester],
  template: '<lg-policy-tester [subject]="subject()" [probeId]="probe()" [off]="off()" />',
})
class Host {
  readonly subject = signal<TrySubject>({ policyId: 'mine', version: 2 });
  readonly probe = signal<string | undefined>(undefined);
  readonly off = signal(false);
}

async function setup() {
  vi.useFakeTimers();
  const api = new FakeSimulationApi();
  const offers = {
    tags: () => Promise.resolve([{ id: 'web', name: 'web', count: 3 }]),
    probes: () => Promise.resolve([]),
  };
  TestBed.configureTestingModule({
    providers: [
      { provide: SimulationApi, useValue: api },
      { provide: ScopeApi, useValue: offers },
    ],
  });
  const fixture = TestBed.createComponent(Host);
  const settle = async (ms = 0) => {
    fixture.detectChanges();
    await vi.advanceTimersByTimeAsync(ms);
    fixture.detectChanges();
    await vi.advanceTimersByTimeAsync(0);
    fixture.detectChanges();
  };
  await settle();
  const host = fixture.nativeElement as HTMLElement;
  const type = (text: string) => {
    const input = host.querySelector<HTMLInputElement>('input.mono')!;
    input.value = text;
    input.dispatchEvent(new Event('input'));
    fixture.detectChanges();
  };
  const button = (name: RegExp) =>
    [...host.querySelectorAll('button')].find((one) => name.test(one.textContent))!;
  return { api, host, type, settle, fixture, button };
}

describe('What would this decide', () => {
  afterEach(() => {
    TestBed.resetTestingModule();
    vi.useRealTimers();
  });

  it('is asked once somebody pauses, for the newest line alone, by the policy that is shown', async () => {
    const { api, host, type, settle } = await setup();
    for (const line of ['s', 'systemctl', 'systemctl stop x']) type(line);
    await settle(249);
    expect(api.asked).toEqual([]);
    await settle(400);
    expect(api.asked).toEqual([
      { line: 'systemctl stop x', subject: { policyId: 'mine', version: 2 }, place: {} },
    ]);
    expect(host.textContent).toContain('Waits for a person');
    expect(host.textContent).toContain('It changes something.');
  });

  it('marks the words that counted', async () => {
    const { api, host, type, settle } = await setup();
    const indicators = [{ name: 'x', source: 'classifier', value: 'stop', drove_outcome: true }];
    api.decision = aDecision({ outcome: 'deny', rationale: { indicators } });
    type('systemctl stop x');
    await settle(400);
    expect([...host.querySelectorAll('mark')].map((one) => one.textContent)).toEqual(['stop']);
    expect(host.textContent).toContain('Is refused');
  });

  it('shows no answer to a line that is no longer there', async () => {
    const { api, host, type, settle } = await setup();
    api.holdsBack = true;
    api.decision = aDecision({ outcome: 'deny' });
    type('rm');
    await settle(400);
    api.decision = aDecision({ outcome: 'allow' });
    type('df');
    await settle(400);
    api.waiting[1]!();
    await settle();
    api.waiting[0]!();
    await settle();
    expect(host.textContent).toContain('Runs without a person');
    expect(host.textContent).not.toContain('Is refused');
    type(' ');
    await settle(400);
    expect(host.textContent).not.toContain('Runs without a person');
  });

  it('offers to wait no longer, and then forgets the answer', async () => {
    const { api, host, type, settle, button } = await setup();
    api.holdsBack = true;
    type('df');
    await settle(4_400);
    button(/Cancel/).click();
    api.waiting[0]!();
    await settle();
    expect(host.textContent).not.toContain('Waits for a person');
  });

  it('asks again for another place, another policy and another probe, and not while the policy has faults', async () => {
    const { api, host, type, settle, fixture, button } = await setup();
    type('df');
    await settle(400);
    host.querySelectorAll<HTMLInputElement>('input[type=radio]')[1]!.click();
    await settle();
    button(/web/).click();
    await settle(400);
    expect(api.asked.at(-1)!.place).toEqual({ tags: ['web'] });
    fixture.componentInstance.subject.set({ policyId: 'other' });
    await settle(400);
    expect(api.asked.at(-1)!.subject).toEqual({ policyId: 'other' });
    fixture.componentInstance.probe.set('prb-9');
    await settle(400);
    expect(api.asked.at(-1)!.place).toEqual({ probeId: 'prb-9' });
    const before = api.asked.length;
    fixture.componentInstance.off.set(true);
    type('df -h');
    await settle(400);
    expect(api.asked).toHaveLength(before);
    expect(host.textContent).toContain('The policy has faults');
  });

  it('says in its place what went wrong, and tries again when asked to', async () => {
    const { api, host, type, settle, button } = await setup();
    api.refusal = new ApiError('unavailable', 'away', 503);
    type('df');
    await settle(400);
    expect(host.querySelector('[role=alert]')?.textContent).toContain('The control plane is not ready');
    api.refusal = undefined;
    button(/Try again/).click();
    await settle();
    expect(host.textContent).toContain('Waits for a person');
  });
});
