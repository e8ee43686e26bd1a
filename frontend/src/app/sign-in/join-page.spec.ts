import { Location } from '@angular/common';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import type { ApiError } from '../core/api-error';
import { SessionApi } from '../core/session-api';
import { SignInGate } from '../core/sign-in-gate';
import { FakeSessionApi } from '../core/testing';
import { JoinApi } from './join-api';
import { JoinPage } from './join-page';
import { FakeGate, refused } from './testing';

/** The page as somebody meets it whose link is answered with `error`. */
async function setup(error: ApiError) {
  location.hash = '#token=lgi_x';
  const session = new FakeSessionApi();
  session.answer = refused('unauthorized');
  TestBed.configureTestingModule({
    providers: [
      provideRouter([]),
      { provide: JoinApi, useValue: { look: () => Promise.reject(error) } },
      { provide: SignInGate, useValue: new FakeGate() },
      { provide: SessionApi, useValue: session },
    ],
  });
  const fixture = TestBed.createComponent(JoinPage);
  await fixture.whenStable();
  return (fixture.nativeElement as HTMLElement).textContent;
}

/** Follows the link of somebody who has an account. @returns where it leads, and what the provider's button would say */
async function signInInstead() {
  location.hash = '#token=lgi_x';
  const session = new FakeSessionApi();
  session.answer = refused('unauthorized');
  const invitation = { role: 'viewer', tenant: { name: 'Acme' }, expires_at: '2026-11-23T08:00:00Z' };
  TestBed.configureTestingModule({
    providers: [
      provideRouter([{ path: '**', children: [] }]),
      { provide: JoinApi, useValue: { look: () => Promise.resolve(invitation) } },
      { provide: SessionApi, useValue: session },
    ],
  });
  TestBed.inject(Location).replaceState('/welcome/join#token=lgi_x');
  const fixture = TestBed.createComponent(JoinPage);
  await fixture.whenStable();
  const link = (fixture.nativeElement as HTMLElement).querySelector('a')!;
  const leads = link.getAttribute('href');
  link.click();
  await fixture.whenStable();
  return { leads, location: TestBed.inject(Location), gate: TestBed.inject(SignInGate) };
}

afterEach(() => (location.hash = ''));

it('sends nobody to sign in with the token in the address, and has it again afterwards', async () => {
  const { leads, location, gate } = await signInInstead();
  expect(leads).toBe('/sign-in?next=%2Fwelcome%2Fjoin');
  expect(location.path(true)).not.toContain('lgi_');
  location.replaceState('/welcome/join');
  gate.restore();
  expect(location.path(true)).toBe('/welcome/join#token=lgi_x');
});

describe('an invitation that is refused', () => {
  it('says that a person has to invite, when a program made it and its role may do too much by now', async () => {
    const page = await setup(refused('invitation_key_reach', 403));
    expect(page).toContain('A program made this invitation');
    expect(page).toContain('Ask an administrator to invite you themselves');
    expect(page).not.toContain('Try again');
  });

  it('can be tried again when that may help', async () => {
    expect(await setup(refused('unavailable', 503))).toContain('Try again');
  });

  it('says that it does not hold any more', async () => {
    expect(await setup(refused('invitation_gone', 404))).toContain('does not hold any more');
  });
});
