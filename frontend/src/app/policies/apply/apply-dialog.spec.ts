import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { TestBed } from '@angular/core/testing';
import { ApiError } from '../../core/api-error';
import { Session } from '../../core/session';
import { SessionApi } from '../../core/session-api';
import { FakeSessionApi, aMe } from '../../core/testing';
import { ScopeApi } from '../../scope/scope-api';
import { DIALOG_TITLE_ID } from '../../ui/dialogs';
import { PoliciesApi } from '../policies-api';
import { FakePoliciesApi, aPolicy } from '../testing';
import { ApplyDialog } from './apply-dialog';
import type { ApplyWish } from './applying';

const WEB = { type: 'tag', id: 'web', name: 'web' } as const;

async function setup(
  wish: Partial<ApplyWish> = {},
  foresight: FakePoliciesApi['foresight'] = {},
  refusal?: ApiError,
) {
  const api = new FakePoliciesApi();
  api.foresight = foresight;
  api.refusal = refusal;
  const closed: unknown[] = [];
  const session = new FakeSessionApi();
  session.answer = aMe({ permissions: ['fleet:write'] });
  TestBed.configureTestingModule({
    providers: [
      { provide: PoliciesApi, useValue: api },
      { provide: SessionApi, useValue: session },
      { provide: ScopeApi, useValue: { tags: () => Promise.resolve([]), probes: () => Promise.resolve([]) } },
      { provide: DIALOG_DATA, useValue: { policy: aPolicy({ version: 3 }), version: 3, ...wish } },
      { provide: DIALOG_TITLE_ID, useValue: 'title' },
      { provide: DialogRef, useValue: { close: (result: unknown) => closed.push(result) } },
    ],
  });
  await TestBed.inject(Session).ready();
  const fixture = TestBed.createComponent(ApplyDialog);
  const host = fixture.nativeElement as HTMLElement;
  const settle = async () => {
    for (let turn = 0; turn < 3; turn++) await fixture.whenStable();
  };
  await settle();
  const press = async () => {
    [...host.querySelectorAll('button')].find((one) => /^\s*Apply/.test(one.textContent))!.click();
    await settle();
  };
  return { api, host, press, closed, fixture, settle };
}

describe('Applying a policy', () => {
  afterEach(() => TestBed.resetTestingModule());

  it('does nothing before somebody said where', async () => {
    const { api, host, press } = await setup();
    await press();
    expect(api.done).toEqual([]);
    expect(host.textContent).toContain('Choose a site, a tag or a probe.');
  });

  it('shows what changes at which probes before it changes anything', async () => {
    const via = { type: 'tag', id: 'web' } as const;
    const { api, host, press, closed } = await setup(
      { scope: WEB },
      {
        ...{ total: 4, changed: 1, looser: 1, needs_admin: true },
        probes: [
          {
            ...{ probe_id: 'prb-1', hostname: 'web-01', connected: false, ceiling: 'observe', looser: true },
            was: { level: 'observe', policies: [] },
            becomes: { level: 'diagnose', policies: [{ policy_id: 'mine', version: 3, via }] },
          },
        ],
      },
    );
    expect(api.foreseen).toEqual([{ scope: { type: 'tag', id: 'web' }, policyId: 'mine', version: 3 }]);
    expect(api.done).toEqual([]);
    for (const text of [
      '1 probe of 4 changes',
      'web-01',
      'Observe · no policy',
      'Diagnose · mine v3',
      'an administrator',
      'away',
      'its own ceiling keeps it at Observe',
    ])
      expect(host.textContent).toContain(text);
    await press();
    expect(api.done).toEqual([
      ['apply', { scope: { type: 'tag', id: 'web' }, policyId: 'mine', version: 3 }, undefined],
    ]);
    expect(closed).toEqual([{ scope: WEB, changed: 1 }]);
  });

  it('does nothing while nobody knows what it would change', async () => {
    const { api, host, press } = await setup(
      { scope: WEB },
      undefined,
      new ApiError('unavailable', 'away', 503),
    );
    await press();
    expect(api.done).toEqual([]);
    expect(host.textContent).toContain('The control plane is not ready');
  });

  it('stays open with the reason when it is refused', async () => {
    const { api, host, press, closed } = await setup({ scope: WEB });
    api.refusal = new ApiError('policy.loosening', 'no', 403);
    await press();
    expect(closed).toEqual([]);
    expect(host.textContent).toContain('This would let more happen without a person');
  });
});
