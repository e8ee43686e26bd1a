import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { TestBed } from '@angular/core/testing';
import { Router, provideRouter, withComponentInputBinding } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import type { FreezeView } from '../core/api/models';
import { FreezeApi } from '../core/freeze-api';
import { Freezes } from '../core/freezes';
import { OPEN_SOCKET } from '../core/live/live-socket';
import { FakeSockets } from '../core/live/testing';
import { Session } from '../core/session';
import { SessionApi } from '../core/session-api';
import { FakeFreezeApi, FakeSessionApi, aFreeze, aMe } from '../core/testing';
import { ProbeNames } from '../run/probe-names';
import { ScopeApi } from '../scope/scope-api';
import { DIALOG_TITLE_ID, Dialogs } from '../ui/dialogs';
import { FreezeDialog } from './freeze-dialog';
import { type FreezeWish, FreezesApi } from './freezes-api';
import { FreezesPage } from './freezes-page';

class FakeFreezesApi {
  all: readonly FreezeView[] = [];
  readonly frozen: FreezeWish[] = [];
  history() {
    return Promise.resolve(this.all);
  }
  freeze(wish: FreezeWish) {
    this.frozen.push(wish);
    return Promise.resolve(aFreeze());
  }
}

async function open(url: string, all: readonly FreezeView[], permissions: readonly string[] = ['admin']) {
  const [api, lifting, session] = [new FakeFreezesApi(), new FakeFreezeApi(), new FakeSessionApi()];
  api.all = all;
  lifting.freezes = all;
  session.answer = aMe({ permissions: [...permissions] as never });
  const asked: unknown[] = [];
  const dialogs = {
    confirm: (wish: { verb: string }) => (asked.push(wish.verb), Promise.resolve(true)),
    open: (_component: unknown, data: unknown) => (asked.push(data), Promise.resolve(undefined)),
  };
  TestBed.configureTestingModule({
    providers: [
      provideRouter([{ path: 'freezes', component: FreezesPage }], withComponentInputBinding()),
      { provide: FreezesApi, useValue: api },
      { provide: FreezeApi, useValue: lifting },
      { provide: SessionApi, useValue: session },
      { provide: Dialogs, useValue: dialogs },
      { provide: ProbeNames, useValue: { of: (id: string) => `host of ${id}` } },
      { provide: OPEN_SOCKET, useValue: new FakeSockets().open },
    ],
  });
  await TestBed.inject(Session).ready();
  const { fixture } = await RouterTestingHarness.create(url);
  for (let turn = 0; turn < 3; turn++) await fixture.whenStable();
  const host = fixture.nativeElement as HTMLElement;
  const lists = () => [...host.querySelectorAll('ul')].map((list) => list.textContent.replace(/\s+/g, ' '));
  return { host, lists, asked, lifting, fixture, router: TestBed.inject(Router) };
}

describe('The freezes', () => {
  afterEach(() => TestBed.resetTestingModule());

  const past = new Date(Date.now() - 1_000).toISOString();
  const all = [
    aFreeze({ id: 'a', scope_type: 'probe', scope_id: 'prb-1', reason: 'disk swap' }),
    aFreeze({ id: 'b', until_at: past, reason: 'over by itself' }),
    aFreeze({ id: 'c', lifted_at: past, lifted_by: 'Jon', reason: 'was lifted' }),
  ];

  it('are told apart by whether they still hold', async () => {
    const { lists } = await open('/freezes', all);
    expect(lists()[0]).toContain('host of prb-1');
    expect(lists()[0]).toContain('disk swap');
    expect(lists()[0]).not.toContain('over by itself');
    expect(lists()[1]).toContain('ended by itself');
    expect(lists()[1]).toContain('lifted by Jon');
  });

  it('are shown while they hold, however many began after them', async () => {
    const { lists, lifting, host, fixture } = await open('/freezes', all.slice(1));
    lifting.freezes = [aFreeze({ id: 'old', reason: 'move of the hall', from_at: '2020-01-01T00:00:00Z' })];
    await TestBed.inject(Freezes).load();
    await fixture.whenStable();
    expect(lists()[0]).toContain('move of the hall');
    expect(lists()[1]).not.toContain('move of the hall');
    expect(host.textContent).not.toContain('Nothing is frozen');
    expect(host.textContent).toContain('Lift the freeze of');
  });

  it('do not seem to have never been while only those that hold are read', async () => {
    const many = Array.from({ length: 50 }, (_, n) => aFreeze({ id: `f${n}` }));
    const { host } = await open('/freezes', many);
    expect(host.textContent).toContain('Show older');
    expect(host.textContent).not.toContain('There was no freeze yet');
  });

  it('are lifted only after asking, the one that was meant', async () => {
    const { host, asked, lifting, fixture } = await open('/freezes', all);
    [...host.querySelectorAll('button')].find((one) => one.textContent.includes('Lift'))!.click();
    await fixture.whenStable();
    expect(asked).toEqual(['Lift freeze']);
    expect(lifting.freezes.map(({ id }) => id)).toEqual(['b', 'c']);
  });

  it('can be begun from elsewhere, once', async () => {
    const { asked, router } = await open('/freezes?new=probe:prb-7', all);
    await vi.waitFor(() => expect(asked).toEqual([{ scope: { type: 'probe', id: 'prb-7', name: 'prb-7' } }]));
    expect(router.url).toBe('/freezes');
  });

  it('are only read by who may not freeze', async () => {
    const { host, asked } = await open('/freezes?new=tenant', all, ['directive:read']);
    expect([...host.querySelectorAll('button')].map((one) => one.textContent.trim())).toEqual([]);
    expect(asked).toEqual([]);
    expect(host.textContent).toContain('execution:freeze');
  });
});

describe('Freezing', () => {
  afterEach(() => TestBed.resetTestingModule());

  async function setup(scope?: object) {
    const [api, closed] = [new FakeFreezesApi(), [] as unknown[]];
    TestBed.configureTestingModule({
      providers: [
        { provide: FreezesApi, useValue: api },
        {
          provide: ScopeApi,
          useValue: { tags: () => Promise.resolve([]), probes: () => Promise.resolve([]) },
        },
        { provide: DIALOG_DATA, useValue: { scope } },
        { provide: DIALOG_TITLE_ID, useValue: 'title' },
        { provide: DialogRef, useValue: { close: (result: unknown) => closed.push(result) } },
      ],
    });
    const fixture = TestBed.createComponent(FreezeDialog);
    const host = fixture.nativeElement as HTMLElement;
    await fixture.whenStable();
    const type = async (selector: string, text: string, event = 'input') => {
      const input = host.querySelector<HTMLInputElement>(selector)!;
      input.value = text;
      input.dispatchEvent(new Event(event));
      await fixture.whenStable();
    };
    const freeze = async () => {
      [...host.querySelectorAll('button')].find((one) => one.textContent.trim() === 'Freeze')!.click();
      await fixture.whenStable();
    };
    return { api, host, closed, type, freeze };
  }

  it('needs a place, a reason and an end that lies ahead, and says what is missing', async () => {
    const { api, host, type, freeze } = await setup({ type: 'tag', id: 'web', name: 'web' });
    await freeze();
    expect(host.textContent).toContain('Say why');
    await type('input[maxlength]', 'moving storage');
    await type('select', 'at', 'change');
    await type('input[type=datetime-local]', '2020-01-01T10:00');
    await freeze();
    expect(host.textContent).toContain('Choose a time that lies ahead.');
    expect(api.frozen).toEqual([]);
    await type('select', 'open', 'change');
    await freeze();
    expect(api.frozen).toEqual([
      { scope: { type: 'tag', id: 'web', name: 'web' }, reason: 'moving storage' },
    ]);
  });

  it('ends by itself after some hours unless told otherwise', async () => {
    const { api, closed, type, freeze } = await setup({ type: 'tenant', id: '', name: '' });
    await type('input[maxlength]', 'incident');
    await freeze();
    const hours = (Date.parse(api.frozen[0]!.until!) - Date.now()) / 3_600_000;
    expect(hours).toBeGreaterThan(3.9);
    expect(hours).toBeLessThanOrEqual(4);
    expect(closed).toHaveLength(1);
  });
});
