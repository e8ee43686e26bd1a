import { TestBed } from '@angular/core/testing';
import { Router, provideRouter, withComponentInputBinding } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { ApiError } from '../core/api-error';
import { OPEN_SOCKET } from '../core/live/live-socket';
import { FakeSockets } from '../core/live/testing';
import { Session } from '../core/session';
import { SessionApi } from '../core/session-api';
import { FakeSessionApi, aMe } from '../core/testing';
import { ProbeNames } from '../run/probe-names';
import { PoliciesApi } from './policies-api';
import { PoliciesPage } from './policies-page';
import { FakePoliciesApi, aDrift, aPolicy, anAssignment } from './testing';

async function open(url: string, api = new FakePoliciesApi(), permissions: readonly string[] = ['admin']) {
  const session = new FakeSessionApi();
  session.answer = aMe({ permissions: [...permissions] as never });
  TestBed.configureTestingModule({
    providers: [
      provideRouter(
        [
          { path: 'policies', component: PoliciesPage },
          { path: '**', component: PoliciesPage },
        ],
        withComponentInputBinding(),
      ),
      { provide: PoliciesApi, useValue: api },
      { provide: SessionApi, useValue: session },
      { provide: ProbeNames, useValue: { of: (id: string) => `host of ${id}` } },
      { provide: OPEN_SOCKET, useValue: new FakeSockets().open },
    ],
  });
  await TestBed.inject(Session).ready();
  const { fixture } = await RouterTestingHarness.create(url);
  await fixture.whenStable();
  const host = fixture.nativeElement as HTMLElement;
  return {
    host,
    fixture,
    router: TestBed.inject(Router),
    rows: () => [...host.querySelectorAll('.row')].map((one) => one.textContent),
  };
}

function some(): FakePoliciesApi {
  const api = new FakePoliciesApi();
  api.policies = [
    aPolicy({ id: 'diagnose', name: 'Diagnose', builtin: true }),
    aPolicy({ id: 'web', name: 'Web hardening', description: 'for nginx', version: 3 }),
  ];
  api.applied = [
    anAssignment({ policy_id: 'web', newest: 3 }),
    anAssignment({ policy_id: 'web', newest: 3, version: 3, scope: { type: 'probe', id: 'prb-1' } }),
  ];
  api.drifting = [aDrift({ policies: [{ policy_id: 'web', version: 1, via: { type: 'tag', id: 'web' } }] })];
  return api;
}

describe('The policies', () => {
  afterEach(() => TestBed.resetTestingModule());

  it('show where they are applied, what is behind, and who does not hold them', async () => {
    const { host, rows } = await open('/policies', some());
    expect(rows()[0]).toContain('Applied nowhere');
    expect(rows()[1]).toContain('1 tag, 1 probe');
    expect(rows()[1]).toContain('1 place is on an older version');
    expect(rows()[1]).toContain('1 probe does not hold it');
    expect(host.textContent).toContain('host of prb-1');
    expect(host.querySelector('.level')?.textContent).toContain('3');
  });

  it.each([
    ['/policies?show=builtin', ['Diagnose']],
    ['/policies?show=applied', ['Web hardening']],
    ['/policies?q=NGINX', ['Web hardening']],
    ['/policies?show=nonsense', ['Diagnose', 'Web hardening']],
  ])('are narrowed by the address: %s', async (url, names) => {
    const { rows } = await open(url, some());
    expect(
      rows().map((text) =>
        text
          .trim()
          .split(/\s{2,}|Built|v\d/)[0]!
          .trim(),
      ),
    ).toEqual(names);
  });

  it('say that none matches, and lead back', async () => {
    const { host, router, fixture } = await open('/policies?q=zzz&show=own', some());
    expect(host.textContent).toContain('No policies match');
    [...host.querySelectorAll('button')].find((one) => one.textContent.includes('Show all'))!.click();
    await fixture.whenStable();
    expect(router.url).toBe('/policies');
  });

  it('fail in words, and can be tried again', async () => {
    const api = some();
    api.refusal = new ApiError('unavailable', 'away', 503);
    const { host, fixture, rows } = await open('/policies', api);
    expect(host.querySelector('[role=alert]')?.textContent).toContain('The control plane is not ready');
    api.refusal = undefined;
    [...host.querySelectorAll('button')].find((one) => one.textContent.includes('Try again'))!.click();
    await fixture.whenStable();
    await fixture.whenStable();
    expect(rows()).toHaveLength(2);
  });

  it('offer to write one only to who may', async () => {
    const may = await open('/policies', some());
    expect(may.host.textContent).toContain('New policy');
    TestBed.resetTestingModule();
    const mayNot = await open('/policies', some(), ['fleet:read']);
    expect(mayNot.host.textContent).not.toContain('New policy');
    expect(mayNot.host.textContent).toContain('fleet:write');
  });
});
