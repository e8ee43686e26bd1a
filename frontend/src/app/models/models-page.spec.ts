import { TestBed } from '@angular/core/testing';
import { Router, provideRouter, withComponentInputBinding } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { ApiError } from '../core/api-error';
import { OPEN_SOCKET } from '../core/live/live-socket';
import { FakeSockets } from '../core/live/testing';
import { Session } from '../core/session';
import { SessionApi } from '../core/session-api';
import { FakeSessionApi, aMe } from '../core/testing';
import { type ConfirmWish, Dialogs } from '../ui/dialogs';
import { ModelsApi } from './models-api';
import { ModelsPage } from './models-page';
import { FakeModelsApi, aModelProfile, aUsage } from './testing';

interface Wish {
  readonly url?: string;
  readonly permissions?: readonly string[];
  readonly change?: (api: FakeModelsApi) => void;
  readonly agrees?: boolean;
}

async function open({ url = '/model-dock', permissions = ['admin'], change, agrees = true }: Wish = {}) {
  const [api, session, asked] = [new FakeModelsApi(), new FakeSessionApi(), [] as ConfirmWish[]];
  change?.(api);
  session.answer = aMe({ permissions: [...permissions] as never });
  const dialogs = {
    confirm: (wish: ConfirmWish) => (asked.push(wish), Promise.resolve(agrees)),
    open: () => Promise.resolve(undefined),
  };
  TestBed.configureTestingModule({
    providers: [
      provideRouter([{ path: 'model-dock', component: ModelsPage }], withComponentInputBinding()),
      { provide: ModelsApi, useValue: api },
      { provide: SessionApi, useValue: session },
      { provide: Dialogs, useValue: dialogs },
      { provide: OPEN_SOCKET, useValue: new FakeSockets().open },
    ],
  });
  await TestBed.inject(Session).ready();
  const { fixture } = await RouterTestingHarness.create(url);
  const host = fixture.nativeElement as HTMLElement;
  const settled = async () => {
    for (let turn = 0; turn < 5; turn++) await fixture.whenStable();
  };
  await settled();
  const said = (selector = 'lg-models-page') =>
    (host.querySelector(selector)?.textContent ?? '').replace(/\s+/g, ' ');
  const press = async (name: RegExp, within = 'lg-models-page') => {
    const button = [...host.querySelectorAll<HTMLElement>(`${within} button`)].find((one) =>
      name.test(one.getAttribute('aria-label') ?? one.textContent.replace(/\s+/g, ' ').trim()),
    );
    if (!button) throw new Error(`There is no button ${String(name)}.`);
    button.click();
    await settled();
  };
  const type = async (name: string, text: string) => {
    const input = host.querySelector<HTMLInputElement>(`[name="${name}"]`)!;
    input.value = text;
    input.dispatchEvent(new Event('input'));
    await settled();
  };
  return { api, asked, host, press, said, type, router: TestBed.inject(Router) };
}

const local = aModelProfile({
  ...{ id: 'mdl-2', name: 'rack', is_local: true, is_active: false, base_url: 'http://10.0.0.2:11434' },
});

describe('The model dock', () => {
  afterEach(() => TestBed.resetTestingModule());

  it('says who answers, where what it is told goes, and what it sees', async () => {
    const { said } = await open();
    expect(said('lg-active-card')).toContain('ops');
    expect(said('lg-active-card')).toContain('goes to llm.example');
    expect(said('lg-active-card')).toContain('Logs stay here');
  });

  it('says that rules answer while there is none, and what to do', async () => {
    const { said, host } = await open({ change: (api) => (api.all = []) });
    expect(said('lg-active-card')).toContain('No model is connected');
    expect(said('lg-active-card')).toContain('Chat answers by rules');
    expect(host.querySelector('lg-profiles-card')).toBeNull();
  });

  it('tells none that is active from none at all', async () => {
    const { said } = await open({ change: (api) => (api.all = [local]) });
    expect(said('lg-active-card')).toContain('No model is active');
  });

  it('shows a reader which model answers, and nothing else', async () => {
    const { said, host } = await open({ permissions: ['fleet:read'] });
    expect(said('lg-active-card')).toContain('ops');
    expect(host.querySelectorAll('lg-active-card button')).toHaveLength(0);
    expect(said()).toContain('settings:manage');
    expect(host.querySelector('lg-usage-card, lg-profiles-card, lg-boundary-card')).toBeNull();
  });

  it('spoils only the card that failed', async () => {
    const gone = new ApiError('unavailable', 'away', 503, 'req-1');
    const { said } = await open({ change: (api) => api.failing.set('settings', gone) });
    expect(said('lg-budget-card')).toContain('req-1');
    expect(said('lg-profiles-card')).toContain('ops');
  });

  it('judges a model by its last day, until it is tested', async () => {
    const { said, press } = await open({
      change: (api) => {
        api.used = [aUsage({ requests: 9, errors: 2 }), aUsage({ feature: 'task', requests: 3, errors: 1 })];
        api.answer = {
          ...{ ok: false, latency_ms: 20, first_token_ms: null, answer: null, cause: 'wrong_key' },
          message: 'it does not take the key (401).',
        };
      },
    });
    expect(said('lg-profiles-card')).toContain('3 of 12 failed in 24 h');
    await press(/^Test/, 'lg-profiles-card');
    expect(said('lg-profiles-card')).toContain('Key not taken');
    expect(said('lg-profiles-card')).toContain('It does not take the key (401).');
    expect(said('lg-profiles-card')).not.toContain('3 of 12');
  });

  it('shows how fast a model answers, and its words as text', async () => {
    const { said, host, press } = await open({
      change: (api) => (api.answer = { ...api.answer, answer: '<img src=x> yes\u202E' }),
    });
    await press(/^Test/, 'lg-profiles-card');
    expect(said('lg-profiles-card')).toContain('Answers in 412');
    expect(said('lg-profiles-card')).toContain('<img src=x> yes⟨U+202E⟩');
    expect(host.querySelector('img')).toBeNull();
  });

  it('activates another one elsewhere at once, but asks when data leaves that stayed', async () => {
    const spare = aModelProfile({ id: 'mdl-3', name: 'spare', is_active: false });
    const first = await open({ change: (api) => (api.all = [aModelProfile(), spare]) });
    await first.press(/^Activate spare/);
    expect(first.asked).toEqual([]);
    expect(first.api.sent).toContainEqual(['activate', 'mdl-3']);
    TestBed.resetTestingModule();
    const mine = { ...local, is_active: true };
    const second = await open({ change: (api) => (api.all = [mine, spare]), agrees: false });
    await second.press(/^Activate spare/);
    expect(second.asked[0]!.text).toContain('goes to llm.example');
    expect(second.asked[0]!.consequences).toContain('Results of commands');
    expect(second.api.sent).not.toContainEqual(['activate', 'mdl-3']);
  });

  it('names what will leave, and to whom, before the boundary changes', async () => {
    const { api, asked, press } = await open();
    await press(/Change to Everything but secrets/);
    expect(asked[0]).toMatchObject({ tone: 'danger' });
    expect(asked[0]!.consequences).toContain('Log entries, word for word');
    expect(asked[0]!.consequences).toContain('It goes to llm.example.');
    expect(api.sent).toContainEqual(['boundary', 'full']);
  });

  it('leaves the boundary alone when the person does, or may not', async () => {
    const refused = await open({ agrees: false });
    await refused.press(/Change to Everything but secrets/);
    expect(refused.api.sent.filter(([what]) => what === 'boundary')).toEqual([]);
    TestBed.resetTestingModule();
    const { host, said } = await open({ permissions: ['settings:manage'] });
    expect(host.querySelectorAll('lg-boundary-card button')).toHaveLength(0);
    expect(said('lg-boundary-card')).toContain('data_boundary:manage');
  });

  it('shows what is spent against its limit, and that nobody is asked at it', async () => {
    const { said, host } = await open({
      change: (api) => {
        api.now = {
          ...api.now,
          budget: { ...api.now.budget, day_tokens: 1_000, day_cost: 10 },
          spent: { day: { tokens: 1_000, cost: 8.5 }, month: { tokens: 0, cost: 0 } },
        };
      },
    });
    const meters = [...host.querySelectorAll('lg-budget-card lg-meter')];
    expect(meters.map((one) => one.getAttribute('aria-valuetext'))).toEqual([
      '1 000 of 1 000'.replaceAll(' 0', '\u20090'),
      '8.50 of 10.00',
    ]);
    expect(said('lg-budget-card')).toContain('At the limit no model is asked');
  });

  it('asks for the usage that the address names, and falls back on a day', async () => {
    const { api } = await open({ url: '/model-dock?window=30d&by=feature' });
    expect(api.sent).toContainEqual(['series', '720h', 'feature', 'day']);
    TestBed.resetTestingModule();
    const odd = await open({ url: '/model-dock?window=9y&by=colour' });
    expect(odd.api.sent).toContainEqual(['series', '24h', 'profile', 'hour']);
  });
});

describe('The drawer of a model', () => {
  afterEach(() => TestBed.resetTestingModule());

  it('adds one, and stays open on it so that it can be tested', async () => {
    const { api, router, press, type, said } = await open({
      url: '/model-dock?profile=new',
      change: (fake) => (fake.all = []),
    });
    await press(/^Add model$/, 'lg-profile-drawer');
    expect(said('lg-profile-drawer')).toContain('Give it a name.');
    expect(api.sent.filter(([what]) => what === 'create')).toEqual([]);
    await type('name', 'ops');
    await type('model', 'large');
    await type('key', 'sk-secret');
    await press(/^Add model$/, 'lg-profile-drawer');
    expect(api.sent).toContainEqual([
      'create',
      expect.objectContaining({ name: 'ops', api_key: 'sk-secret', is_active: true }),
    ]);
    expect(router.url).toBe('/model-dock?profile=mdl-new');
    expect(said('lg-profile-drawer')).toContain('Edit ops');
  });

  it('never has the key, and sends none unless it is replaced', async () => {
    const { api, host, press, said } = await open({ url: '/model-dock?profile=mdl-1' });
    expect(host.querySelector('[name="key"]')).toBeNull();
    expect(said('lg-profile-drawer')).toContain('sk-...abcd');
    await press(/^Save$/, 'lg-profile-drawer');
    const [, , body] = api.sent.find(([what]) => what === 'change')!;
    expect(body).not.toHaveProperty('api_key');
  });

  it('says at its field what the control plane refuses', async () => {
    const details = [{ path: 'is_local', message: 'must be true for a private network' }];
    const { press, said } = await open({
      url: '/model-dock?profile=mdl-1',
      change: (api) =>
        api.failing.set('change', new ApiError('invalid_request', 'no', 400, undefined, { details })),
    });
    await press(/^Save$/, 'lg-profile-drawer');
    expect(said('lg-profile-drawer .switch')).toContain('It must be true for a private network.');
  });

  it('lets only those say that a model is in the house who decide what leaves', async () => {
    const { host, said } = await open({
      url: '/model-dock?profile=new',
      permissions: ['settings:manage'],
    });
    expect(host.querySelector<HTMLInputElement>('[name="local"]')!.disabled).toBe(true);
    expect(said('lg-profile-drawer')).toContain('data_boundary:manage');
  });

  it('lists what the provider offers', async () => {
    const { host, press, said } = await open({ url: '/model-dock?profile=mdl-1' });
    await press(/^Show what it offers/, 'lg-profile-drawer');
    expect(
      [...host.querySelectorAll('datalist option')].map((one) => (one as HTMLOptionElement).value),
    ).toEqual(['large', 'small']);
    expect(said('lg-profile-drawer')).toContain('It offers 2 models');
  });

  it('asks before what was typed is lost', async () => {
    const { asked, press, router, type } = await open({ url: '/model-dock?profile=mdl-1', agrees: false });
    await type('name', 'other');
    await press(/^Close$/, 'lg-profile-drawer');
    expect(asked.map(({ verb }) => verb)).toEqual(['Leave']);
    expect(router.url).toContain('profile=mdl-1');
  });

  it('says so when there is no such model, and that one of the environment is changed there', async () => {
    const gone = await open({ url: '/model-dock?profile=nothing' });
    expect(gone.said('lg-profile-drawer')).toContain('There is no such model any more.');
    TestBed.resetTestingModule();
    const env = aModelProfile({ id: 'env', source: 'env' });
    const fixed = await open({ url: '/model-dock?profile=env', change: (api) => (api.all = [env]) });
    expect(fixed.said('lg-profile-drawer')).toContain('it is changed there');
  });
});
