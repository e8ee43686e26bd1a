import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import type { ApprovalDetail } from '../core/api/models';
import { OPEN_SOCKET } from '../core/live/live-socket';
import { FakeSockets } from '../core/live/testing';
import { RunCommand } from '../core/run-command';
import { Session } from '../core/session';
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
  await TestBed.inject(OpenedRequest).open('a1');
  return { actions: TestBed.inject(RequestActions), opened };
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
});
