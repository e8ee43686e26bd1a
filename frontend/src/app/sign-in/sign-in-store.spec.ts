import { TestBed } from '@angular/core/testing';
import { Passkeys } from '../core/passkey';
import { SessionApi } from '../core/session-api';
import { SignInGate } from '../core/sign-in-gate';
import { FakeSessionApi, aMe } from '../core/testing';
import { SignInApi } from './sign-in-api';
import { SignInStore } from './sign-in-store';
import { FakeGate, FakeSignInApi, refused } from './testing';

function setup() {
  const [api, gate, session] = [new FakeSignInApi(), new FakeGate(), new FakeSessionApi()];
  session.answer = refused('unauthorized');
  const keys = { isKnown: true, use: (options: object) => Promise.resolve({ signed: options }) };
  TestBed.configureTestingModule({
    providers: [
      SignInStore,
      { provide: SignInApi, useValue: api },
      { provide: SignInGate, useValue: gate },
      { provide: SessionApi, useValue: session },
      { provide: Passkeys, useValue: keys },
    ],
  });
  return { api, gate, session, keys, store: TestBed.inject(SignInStore) };
}

describe('signing in', () => {
  afterEach(() => {
    TestBed.resetTestingModule();
    vi.useRealTimers();
  });

  it('leads to the page that was asked for, with the name as it was meant', async () => {
    const { store, api, gate, session } = setup();
    await store.begin('/fleet?q=tag%3Aprod');
    expect(gate.gone).toEqual([]);
    session.answer = aMe({ type: 'user', session_id: 's1' });
    await store.login(' ana ', ' three blue herons');
    expect(api.asked).toEqual([['login', 'ana', ' three blue herons']]);
    expect(gate.gone).toEqual(['/fleet?q=tag%3Aprod']);
  });

  it('has nothing to do for who is signed in', async () => {
    const { store, gate, session } = setup();
    session.answer = aMe();
    await store.begin('/audit');
    expect(gate.gone).toEqual(['/audit']);
  });

  it('keeps who was refused where they are', async () => {
    const { store, api, gate } = setup();
    await store.begin('/');
    api.answers = [refused('sign_in_refused')];
    await store.login('ana', 'wrong');
    expect(store.error()?.code).toBe('sign_in_refused');
    expect([store.step(), gate.gone]).toEqual(['proof', []]);
  });

  it('waits as long as it was told to, and asks nothing meanwhile', async () => {
    vi.useFakeTimers();
    const { store, api } = setup();
    api.answers = [refused('too_many_attempts', 429, { retry_after: 4 })];
    await store.login('ana', 'wrong');
    expect(store.wait()).toBe(4);
    await store.login('ana', 'again');
    expect(api.asked).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(store.wait()).toBe(0);
    await store.login('ana', 'again');
    expect(api.asked).toHaveLength(2);
  });

  it('asks for the passkey as well, with the ticket of the password', async () => {
    const { store, api, gate, session } = setup();
    await store.begin('/');
    api.answers = [
      { status: 'second_factor', ticket: 't1', options: { challenge: 'c' } },
      { status: 'signed_in' },
    ];
    session.answer = aMe();
    await store.login('ana', 'three blue herons');
    expect(api.asked[1]).toEqual(['passkey', { signed: { challenge: 'c' } }, 't1']);
    expect(gate.gone).toEqual(['/']);
  });

  it('begins anew when the second proof was refused, since its ticket is spent', async () => {
    const { store, api } = setup();
    api.answers = [{ status: 'second_factor', ticket: 't1', options: {} }, refused('passkey_refused')];
    await store.login('ana', 'three blue herons');
    expect(store.step()).toBe('proof');
    expect(store.error()?.code).toBe('passkey_refused');
  });

  it('stays at the second proof when the browser was told to stop', async () => {
    const { store, api, keys } = setup();
    keys.use = () => Promise.reject(refused('console.passkey_left', 0));
    api.answers = [{ status: 'second_factor', ticket: 't1', options: {} }];
    await store.login('ana', 'three blue herons');
    expect(store.step()).toBe('factor');
  });

  it('has a password replaced that was made for somebody, without typing it twice', async () => {
    const { store, api, gate, session } = setup();
    await store.begin('/fleet');
    session.answer = aMe({ must_change_password: true });
    await store.login('bo', 'made for bo');
    expect([store.step(), gate.gone]).toEqual(['change', []]);
    await store.change('', 'three blue herons');
    expect(api.asked[1]).toEqual(['change', 'made for bo', 'three blue herons']);
    expect(gate.gone).toEqual(['/fleet']);
  });
});
