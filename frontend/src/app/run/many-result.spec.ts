import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { ManyResult } from './many-result';
import { ManyRun } from './many-run';
import { Session } from '../core/session';
import { RunApi } from './run-api';
import type { CommandView } from '../core/api/models';
import { FakeRunApi, aCommand, aFleetRow, aResult } from './testing';

const settled = () => new Promise((resolve) => setTimeout(resolve));

const RIGHTS: readonly string[] = ['fleet:write', 'command:exec'];

async function setup(rights = RIGHTS) {
  const api = new FakeRunApi();
  api.fleet = ['a', 'b', 'c'].map((id) => aFleetRow({ id, hostname: `${id}<b>\u202e` }));
  TestBed.configureTestingModule({
    providers: [
      provideRouter([]),
      { provide: RunApi, useValue: api },
      { provide: Session, useValue: { may: (one: string) => rights.includes(one) } },
    ],
  });
  const probes = api.fleet.map(({ id, hostname }) => ({ id, name: hostname }));
  const run = new ManyRun(api as unknown as RunApi, 'k', 'uptime', probes, { line: 'uptime' });
  await run.send();
  for (const [id, stdout] of [
    ['k-a', 'same\n'],
    ['k-b', 'same\n'],
    ['k-c', 'other\n'],
  ] as const) {
    api.ends(id, { result: aResult({ stdout }) });
    run.heard(id);
  }
  await settled();
  const fixture = TestBed.createComponent(ManyResult);
  fixture.componentRef.setInput('run', run);
  await fixture.whenStable();
  return { element: fixture.nativeElement as HTMLElement, fixture };
}

describe('The result of a command on many probes', () => {
  it('says how many are through and how many differ', async () => {
    const { element } = await setup();
    expect(element.querySelector('.stand')?.textContent).toMatch(/3 of 3 probes.*2 same.*1 differs/);
  });

  it('opens a group to its hosts, its output and what differs from the largest', async () => {
    const { element, fixture } = await setup();
    const [first, second] = element.querySelectorAll<HTMLElement>('.group > button');
    first!.click();
    second!.click();
    await fixture.whenStable();
    const groups = [...element.querySelectorAll('.group')];
    expect(groups.map((group) => group.querySelectorAll('.members a').length)).toEqual([2, 1]);
    expect(groups.map((group) => group.querySelector('lg-output-view .foot')?.textContent)).toEqual([
      expect.stringContaining('exit 0'),
      expect.stringContaining('exit 0'),
    ]);
    expect(groups.map((group) => group.querySelector('lg-diff') !== null)).toEqual([false, true]);
  });

  it('shows the names of hosts as they are written, with nothing hidden in them', async () => {
    const { element, fixture } = await setup();
    element.querySelector<HTMLElement>('.group > button')!.click();
    await fixture.whenStable();
    expect(element.querySelector('.members')?.textContent).toContain('a<b>⟨U+202E⟩');
  });

  it.each([
    [
      ['pending_approval', 'pending_approval'],
      /Withdraw 2.*Withdrawing ends the requests; they will not run\./s,
    ],
    [['running', 'running'], /Stop 2.*The probes end the program/s],
    [['running', 'pending_approval'], /Stop 1, withdraw 1.*What waits will not run\./s],
  ] as const)('says honestly what ending means for %j', async (states, words) => {
    const { element } = await setupOf(states);
    expect(element.querySelector('.foot')?.textContent).toMatch(words);
  });

  it.each([[['command:exec']], [['fleet:write']]])('offers nothing to who has only %j', async (rights) => {
    const { element } = await setupOf(['running', 'pending_approval'], rights);
    expect(element.querySelector('.stand')).not.toBeNull();
    expect(element.querySelector('.foot')).toBeNull();
    TestBed.resetTestingModule();
    expect((await setup(rights)).element.querySelector('.foot button')).toBeNull();
  });

  it('does not count what was withdrawn among what is through', async () => {
    const { element } = await setupOf(['canceled', 'canceled']);
    expect(element.querySelector('.stand')?.textContent).toMatch(/2 did not run/);
    expect(element.querySelector('.stand')?.textContent).not.toMatch(/of \d/);
    expect(element.querySelector('.held')?.textContent).toContain('Withdrawn, nothing ran');
    expect(element.querySelector('lg-output-view')).toBeNull();
  });
});

async function setupOf(states: readonly CommandView['state'][], rights = RIGHTS) {
  const api = new FakeRunApi();
  TestBed.configureTestingModule({
    providers: [
      provideRouter([]),
      { provide: RunApi, useValue: api },
      { provide: Session, useValue: { may: (one: string) => rights.includes(one) } },
    ],
  });
  states.forEach((state, at) => {
    const kind = state === 'canceled' ? 'canceled' : null;
    const id = `r${at}`;
    api.commands.set(
      id,
      aCommand({ request_id: id, state, error_kind: kind, started_at: null, result: null }),
    );
  });
  const items = states.map((_, at) => [`p${at}`, `web-${at}`, `r${at}`] as const);
  const run = ManyRun.again(api as unknown as RunApi, { id: 'k', line: 'uptime', at: 0, items });
  await settled();
  const fixture = TestBed.createComponent(ManyResult);
  fixture.componentRef.setInput('run', run);
  await fixture.whenStable();
  return { element: fixture.nativeElement as HTMLElement };
}
