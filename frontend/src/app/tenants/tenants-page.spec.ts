import { TestBed } from '@angular/core/testing';
import { provideRouter, withComponentInputBinding } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import type { ChangeMember, MemberView, TenantView } from '@legator/contracts';
import { OPEN_SOCKET } from '../core/live/live-socket';
import { FakeSockets } from '../core/live/testing';
import { Session } from '../core/session';
import { type Me, SessionApi } from '../core/session-api';
import { FakeSessionApi, aMe } from '../core/testing';
import { Toasts } from '../ui/toasts';
import { TenantsApi } from './tenants-api';
import { TenantsPage } from './tenants-page';

const ADMIN: Partial<Me> = { id: 'me', type: 'user', permissions: ['admin'] };

function aTenant(over: Partial<TenantView> = {}): TenantView {
  return {
    id: 'default',
    name: 'Home',
    slug: 'default',
    contact_email: '',
    created_at: '2026-11-01T08:00:00Z',
    organization_id: 'default',
    state: 'active',
    members: 2,
    role: 'admin',
    ...over,
  };
}

function aMember(over: Partial<MemberView> = {}): MemberView {
  return {
    user_id: 'u1',
    username: 'bo',
    display_name: 'Bo',
    role: 'viewer',
    state: 'active',
    enabled: true,
    created_at: '2026-11-01T08:00:00Z',
    ...over,
  };
}

class FakeTenantsApi {
  people: readonly MemberView[] = [aMember()];
  readonly asked: unknown[][] = [];
  readonly tenants = () => Promise.resolve([aTenant(), aTenant({ id: 'lab', name: 'Lab', role: 'viewer' })]);
  readonly members = () => Promise.resolve(this.people);
  readonly limits = () => Promise.resolve({ limits: {}, usage: {} });
  readonly roles = () => Promise.resolve([]);
  readonly sites = () => Promise.resolve([]);
  readonly changeMember = (tenant: string, id: string, body: ChangeMember) => {
    this.asked.push([tenant, id, body]);
    this.people = this.people.map((one) => (one.user_id === id ? { ...one, ...body } : one));
    return Promise.resolve(this.people.find((one) => one.user_id === id));
  };
}

async function open(who: Partial<Me>, people = [aMember()], path = '/tenants') {
  const [api, session] = [new FakeTenantsApi(), new FakeSessionApi()];
  api.people = people;
  session.answer = aMe(who);
  TestBed.configureTestingModule({
    providers: [
      provideRouter([{ path: 'tenants', component: TenantsPage }], withComponentInputBinding()),
      { provide: TenantsApi, useValue: api },
      { provide: SessionApi, useValue: session },
      { provide: OPEN_SOCKET, useValue: new FakeSockets().open },
    ],
  });
  await TestBed.inject(Session).ready();
  const { fixture } = await RouterTestingHarness.create(path);
  for (let turn = 0; turn < 3; turn++) await fixture.whenStable();
  const host = fixture.nativeElement as HTMLElement;
  const buttons = () => [...host.querySelectorAll('button')];
  const press = async (text: string) => {
    buttons()
      .find((one) => one.textContent.includes(text))!
      .click();
    for (let turn = 0; turn < 3; turn++) await fixture.whenStable();
  };
  const menu = async (name: string) => {
    const trigger = host.querySelector<HTMLElement>(`button[aria-label="Actions for ${name}"]`);
    trigger?.click();
    await fixture.whenStable();
    return trigger && [...host.querySelectorAll('[role="menuitem"]')].map((item) => item.textContent.trim());
  };
  const has = (text: string) => buttons().some((one) => one.textContent.trim() === text);
  const cards = () =>
    [host.querySelector('lg-limits-card'), host.querySelector('lg-members-card')].map(Boolean);
  const said = () =>
    TestBed.inject(Toasts)
      .shown()
      .map(({ text }) => text);
  return { api, cards, has, host, menu, press, said };
}

describe('The page of tenants', () => {
  afterEach(() => TestBed.resetTestingModule());

  it('offers everything to who administers the installation', async () => {
    const { has, menu, cards } = await open(
      { ...ADMIN, installation_admin: true },
      [],
      '/tenants?tenant=lab',
    );
    expect([has('New tenant'), has('Add member'), cards()]).toEqual([true, true, [true, true]]);
    expect(await menu('Lab')).toEqual(['Work here', 'Edit', 'Suspend', 'Remove']);
  });

  it('offers to who administers a tenant what is changed there, and no accounts of others', async () => {
    const { has, menu, cards } = await open(ADMIN);
    expect([has('New tenant'), has('Add member'), cards()]).toEqual([false, false, [true, true]]);
    expect(await menu('Home')).toEqual(['Edit']);
  });

  it('offers of another tenant of theirs the way there alone', async () => {
    const { menu, cards } = await open(ADMIN, [], '/tenants?tenant=lab');
    expect(await menu('Lab')).toEqual(['Work here']);
    expect(cards()).toEqual([false, false]);
  });

  it('offers no change of a tenant to who manages its sites', async () => {
    const { menu, cards } = await open({ ...ADMIN, permissions: ['site:manage'] });
    expect(await menu('Home')).toBeNull();
    expect(cards()).toEqual([false, false]);
  });

  it.each([
    [true, 'Bo may work here again'],
    [false, 'Bo belongs here again, but the account is disabled everywhere'],
  ])('lets somebody in again who was disabled there (account enabled: %s)', async (enabled, words) => {
    const { api, has, press, said } = await open(ADMIN, [aMember({ state: 'disabled', enabled })]);
    await press('Let in again');
    expect(api.asked).toEqual([['default', 'u1', { state: 'active' }]]);
    expect(said()).toEqual([words]);
    expect(has('Let in again Bo')).toBe(false);
  });

  it('offers that to nobody else', async () => {
    const { host } = await open(ADMIN, [aMember(), aMember({ user_id: 'u2', enabled: false })]);
    expect(host.querySelectorAll('lg-members-card li')).toHaveLength(2);
    expect(host.textContent).not.toContain('Let in again');
  });
});
