import { TestBed } from '@angular/core/testing';
import { Router, provideRouter } from '@angular/router';
import type { ApprovalDetail } from '../core/api/models';
import { OPEN_SOCKET } from '../core/live/live-socket';
import { FakeSockets } from '../core/live/testing';
import { RunCommand } from '../core/run-command';
import { Session } from '../core/session';
import { Dialogs } from '../ui/dialogs';
import { ApprovalsApi } from './approvals-api';
import { OpenedRequest } from './opened-request';
import { RequestActions } from './request-actions';
import { FakeApprovalsApi, aDetail } from './testing';

const own = { ...aDetail().options, may_withdraw: true };

async function setup(over: Partial<ApprovalDetail>, rights = ['command:exec', 'fleet:write']) {
  const api = new FakeApprovalsApi();
  api.requests = [aDetail(over)];
  const opened: unknown[] = [];
  TestBed.configureTestingModule({
    providers: [
      provideRouter([]),
      OpenedRequest,
      RequestActions,
      { provide: ApprovalsApi, useValue: api },
      { provide: OPEN_SOCKET, useValue: new FakeSockets().open },
      { provide: Session, useValue: { may: (right: string) => rights.includes(right), shows: () => true } },
      { provide: RunCommand, useValue: { open: (...how: unknown[]) => opened.push(how) } },
    ],
  });
  const request = TestBed.inject(OpenedRequest);
  await request.open('a1');
  return { actions: TestBed.inject(RequestActions), api, opened, request };
}

describe('What can be done with a request', () => {
  it('is to change it, by whoever asked while it waits', async () => {
    const { actions, opened } = await setup({ options: own });
    expect(actions.mayEdit()).toBe(true);
    actions.edit();
    expect(opened).toEqual([[{ probes: ['prb-1'] }, { line: 'systemctl restart nginx', supersedes: 'a1' }]]);
  });

  it.each([
    ['of somebody else', {}, undefined],
    ['that is decided', { options: own, decision: 'approved' }, undefined],
    ['for many hosts', { options: own, probe_id: '' }, undefined],
    ['of whoever may not run commands any more', { options: own }, ['fleet:write']],
    ['of whoever may only look at hosts', { options: own }, ['command:exec']],
  ] as const)('is not to change one %s', async (_what, over, rights) => {
    const { actions } = await setup(over, rights && [...rights]);
    expect(actions.mayEdit()).toBe(false);
  });

  it('is withdrawn when it was the one that was asked about, whatever is open by the answer', async () => {
    const { actions, api, request } = await setup({ options: own });
    api.requests.push(aDetail({ id: 'a2', options: own }));
    const sure = Promise.withResolvers<boolean>();
    TestBed.inject(Dialogs).confirm = () => sure.promise;
    const withdrawing = actions.withdraw();
    await request.open('a2');
    sure.resolve(true);
    await withdrawing;
    expect(api.requests.map(({ decision }) => decision)).toEqual(['withdrawn', 'pending']);
  });

  it('leaves whoever went on to another one there, after the glass of the first was broken', async () => {
    const { actions, api, request } = await setup({ options: own });
    api.requests.push(aDetail({ id: 'a2', options: own, superseded_by: 'd1' }));
    TestBed.inject(Dialogs).open = <R>() =>
      Promise.resolve({ reason: 'service_outage', confirm: 'web-01', note: '' } as R);
    const answer = Promise.withResolvers<undefined>();
    const breakGlass = api.breakGlass.bind(api);
    api.breakGlass = (probe, body) => answer.promise.then(() => breakGlass(probe, body));
    const went = vi.spyOn(TestBed.inject(Router), 'navigate');
    const breaking = actions.breakGlass();
    await request.open('a2');
    answer.resolve(undefined);
    await breaking;
    expect(api.broken.map(({ body }) => body.supersedes)).toEqual(['a1']);
    expect(went).not.toHaveBeenCalled();
  });
});
