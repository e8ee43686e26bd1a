import { TestBed } from '@angular/core/testing';
import { Router, provideRouter, withComponentInputBinding } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { ApiError } from '../../core/api-error';
import { OPEN_SOCKET } from '../../core/live/live-socket';
import { FakeSockets } from '../../core/live/testing';
import { Session } from '../../core/session';
import { SessionApi } from '../../core/session-api';
import { FakeSessionApi, aMe } from '../../core/testing';
import { ScopeApi } from '../../scope/scope-api';
import { Dialogs } from '../../ui/dialogs';
import { PoliciesApi } from '../policies-api';
import { FakePoliciesApi, FakeSimulationApi, aDocument, aPolicy } from '../testing';
import { SimulationApi } from '../try/simulation-api';
import { EditPage } from './edit-page';
import { mayLeave } from './may-leave';

async function open(url: string) {
  const [api, simulation, session] = [new FakePoliciesApi(), new FakeSimulationApi(), new FakeSessionApi()];
  api.policies = [
    aPolicy({ id: 'diagnose', name: 'Diagnose', builtin: true }),
    aPolicy({ id: 'mine', version: 1 }),
    aPolicy({ id: 'new' }),
  ];
  session.answer = aMe({ permissions: ['admin'] });
  const asked: string[] = [];
  let leaves = false;
  const dialogs = { confirm: ({ title }: { title: string }) => (asked.push(title), Promise.resolve(leaves)) };
  TestBed.configureTestingModule({
    providers: [
      provideRouter(
        [
          ...(['edit', 'copy'] as const).map((mode) => ({
            path: `policies/:id/${mode}`,
            data: { mode },
            canDeactivate: [mayLeave],
            component: EditPage,
          })),
          { path: '**', children: [] },
        ],
        withComponentInputBinding(),
      ),
      { provide: PoliciesApi, useValue: api },
      { provide: SimulationApi, useValue: simulation },
      { provide: SessionApi, useValue: session },
      { provide: ScopeApi, useValue: { tags: () => Promise.resolve([]), probes: () => Promise.resolve([]) } },
      { provide: Dialogs, useValue: dialogs },
      { provide: OPEN_SOCKET, useValue: new FakeSockets().open },
    ],
  });
  await TestBed.inject(Session).ready();
  const { fixture } = await RouterTestingHarness.create(url);
  const settle = async () => {
    for (let turn = 0; turn < 4; turn++) await fixture.whenStable();
  };
  await settle();
  const host = fixture.nativeElement as HTMLElement;
  const field = (label: string) => {
    const found = [...host.querySelectorAll('label')].find((one) =>
      one.textContent.trim().startsWith(label),
    )!;
    return host.querySelector<HTMLInputElement>(`#${found.htmlFor}`)!;
  };
  const type = async (label: string, text: string) => {
    field(label).value = text;
    field(label).dispatchEvent(new Event('input'));
    await settle();
  };
  const save = async () => {
    [...host.querySelectorAll('button')].find((one) => one.textContent.includes('Save'))!.click();
    await settle();
  };
  const router = TestBed.inject(Router);
  return { api, simulation, host, type, field, save, settle, router, asked, leave: () => (leaves = true) };
}

describe('Writing a policy', () => {
  afterEach(() => TestBed.resetTestingModule());

  it('saves a copy of a built-in as a policy of its own, with what was changed and why', async () => {
    const { api, type, save, router } = await open('/policies/diagnose/copy');
    await type('Name', 'Edge');
    await type('Most probes at once', '5');
    await type('Refused beginnings', 'rm\n\n dd if=');
    await type('Note', 'first');
    await save();
    expect(api.done).toHaveLength(1);
    const [what, input] = api.done[0] as [string, Record<string, unknown>];
    expect(what).toBe('create');
    expect(input).toMatchObject({ name: 'Edge', level: 'diagnose', max_targets: 5, note: 'first' });
    expect(input['blocked']).toEqual(['rm', ' dd if=']);
    expect(router.url).toBe('/policies/new');
  });

  it('saves an edit as the next version, and shows it among the versions', async () => {
    const { api, host, type, save, router } = await open('/policies/mine/edit');
    expect(host.textContent).toContain('Save as version 2');
    await type('Name', 'Other');
    await save();
    expect(api.done).toMatchObject([['update', 'mine', { name: 'Other', based_on: 1 }]]);
    expect(router.url).toBe('/policies/mine?tab=versions');
  });

  it('is not saved over what somebody else saved meanwhile, and goes on from there with what was typed', async () => {
    const { api, host, type, field, save, settle } = await open('/policies/mine/edit');
    await type('Refused beginnings', 'dd');
    await type('Longest command (s)', '60');
    await type('Note', 'calmer');
    const document = aDocument({ name: 'Mine', level: 'observe', blocked: ['rm'] });
    const [before] = await api.versions('mine');
    const author = { type: 'local', id: 'j', name: 'jon' };
    api.newer = [{ ...before!, version: 2, author, document }];
    await save();
    expect(api.done).toEqual([]);
    expect(host.textContent).toContain('Somebody else has saved a newer version');
    expect(host.textContent).toContain('Version 2 is by jon');
    [...host.querySelectorAll('button')].find((one) => one.textContent.includes('Go on from'))!.click();
    await settle();
    expect(host.textContent).not.toContain('Somebody else has saved');
    expect(host.textContent).toContain('yours stands here: ');
    expect(field('Note').value).toBe('calmer');
    expect(host.textContent).toContain('Save as version 3');
    await save();
    expect(api.done).toMatchObject([
      [
        ...['update', 'mine'],
        { level: 'observe', blocked: ['dd'], max_runtime_sec: 60, note: 'calmer', based_on: 2 },
      ],
    ]);
  });

  it('does not save what has faults: it goes to the first of them', async () => {
    const { api, simulation, type, save, field, settle } = await open('/policies/mine/edit');
    const details = [
      { path: 'document.max_targets', message: 'Invalid input: expected number, received string' },
    ];
    simulation.refusal = new ApiError('invalid_request', 'no', 400, 'r', { details });
    await type('Most probes at once', 'many');
    await vi.waitFor(async () => {
      await settle();
      expect(field('Most probes at once').getAttribute('aria-invalid')).toBe('true');
    });
    await save();
    expect(api.done).toEqual([]);
  });

  it('says at the field what only saving brought to light, and keeps what was written', async () => {
    const { api, host, type, save, field } = await open('/policies/mine/edit');
    await type('Name', 'Other');
    const details = [{ path: 'sandbox', message: 'cannot be required here' }];
    api.refusal = new ApiError('invalid_request', 'no', 400, 'r', { details });
    await save();
    expect(host.textContent).toContain('cannot be required here');
    expect(field('Name').value).toBe('Other');
  });

  it('asks before what was written is lost, and not when nothing was', async () => {
    const { type, router, asked, leave, settle } = await open('/policies/diagnose/copy');
    await router.navigateByUrl('/elsewhere');
    expect(asked).toEqual([]);
    await router.navigateByUrl('/policies/mine/edit');
    await settle();
    await type('Name', 'Other');
    await router.navigateByUrl('/elsewhere');
    expect(asked).toEqual(['Leave without saving?']);
    expect(router.url).toBe('/policies/mine/edit');
    leave();
    await router.navigateByUrl('/elsewhere');
    expect(router.url).toBe('/elsewhere');
  });

  it('does not let a built-in be edited, and leads to a copy of it', async () => {
    const { host } = await open('/policies/diagnose/edit');
    expect(host.querySelector('lg-policy-form')).toBeNull();
    expect(host.querySelector('a[href="/policies/diagnose/copy"]')).not.toBeNull();
  });
});
