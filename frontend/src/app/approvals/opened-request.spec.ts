import { TestBed } from '@angular/core/testing';
import { ApiError } from '../core/api-error';
import { OPEN_SOCKET } from '../core/live/live-socket';
import { FakeSockets } from '../core/live/testing';
import { Toasts } from '../ui/toasts';
import { ApprovalsApi } from './approvals-api';
import { OpenedRequest } from './opened-request';
import { FakeApprovalsApi, aDetail } from './testing';

async function setup(over: Parameters<typeof aDetail>[0] = {}) {
  const api = new FakeApprovalsApi();
  api.requests = [aDetail(over)];
  TestBed.configureTestingModule({
    providers: [
      OpenedRequest,
      { provide: ApprovalsApi, useValue: api },
      { provide: OPEN_SOCKET, useValue: new FakeSockets().open },
    ],
  });
  const request = TestBed.inject(OpenedRequest);
  await request.open('a1');
  return { api, request };
}

describe('A request that is open', () => {
  afterEach(() => TestBed.resetTestingModule());

  it('runs out by the clock of the control plane, whatever this one says', async () => {
    const { request } = await setup({ seconds_left: 120, expires_at: '2001-01-01T00:00:00Z' });
    expect(request.leftMs()).toBeGreaterThan(110_000);
    expect(request.leftMs()).toBeLessThanOrEqual(121_000);
  });

  it('is read again once it was decided', async () => {
    const { request } = await setup();
    expect(await request.decide({ decision: 'approved' })).toBe(true);
    expect(request.detail()?.decision).toBe('approved');
    expect([request.isOwnDoing(), request.isWaiting(), request.doing()]).toEqual([true, false, undefined]);
  });

  it('says who was quicker, and what became of it', async () => {
    const { api, request } = await setup();
    api.refusal = new ApiError('invalid_request', 'It is denied already.', 400, 'r', {
      reason_code: 'already_decided',
    });
    api.becomes('a1', { decision: 'denied', decided_by: 'Jon' });
    expect(await request.decide({ decision: 'approved' })).toBe(false);
    expect(request.detail()).toMatchObject({ decision: 'denied', decided_by: 'Jon' });
    expect(request.failure()?.body['reason_code']).toBe('already_decided');
  });

  it('sends one thing at a time', async () => {
    const { api, request } = await setup();
    await Promise.all([request.decide({ decision: 'approved' }), request.decide({ decision: 'denied' })]);
    expect(api.decided).toEqual([{ decision: 'approved' }]);
  });

  it('loses nothing that is asked for while the answer before is still being read', async () => {
    const { api, request } = await setup();
    const [approved, withdrawn] = await Promise.all([
      request.decide({ decision: 'approved' }),
      request.withdraw(),
    ]);
    expect([approved, withdrawn]).toEqual([true, true]);
    expect(api.requests[0]?.decision).toBe('withdrawn');
  });

  it('breaks the glass for exactly the same command, in the place of this request', async () => {
    const { api, request } = await setup({
      command: { argv: ['systemctl', 'restart', 'a b'], timeout_ms: 5_000, level: 'remediate' },
    });
    await request.breakGlass({ reason: 'service_outage', confirm: 'web-01', note: 'All is down.' });
    expect(api.broken).toMatchObject([
      {
        probe: 'prb-1',
        body: {
          command: 'systemctl',
          args: ['restart', 'a b'],
          timeout: 5_000_000_000,
          level: 'remediate',
          supersedes: 'a1',
          breakglass_reason: 'service_outage',
          breakglass_confirm: 'web-01',
          reason: 'All is down.',
        },
      },
    ]);
  });

  it('breaks it for a line as a line', async () => {
    const { api, request } = await setup({ command: { argv: [], line: 'a | b' } });
    await request.breakGlass({ reason: 'service_outage', confirm: 'web-01', note: '' });
    expect(api.broken[0]?.body).toMatchObject({ command: 'a | b' });
    expect(api.broken[0]?.body).not.toHaveProperty('args');
    expect(api.broken[0]?.body).not.toHaveProperty('reason');
  });

  it('forgets what failed when another is opened', async () => {
    const { api, request } = await setup();
    api.requests.push(aDetail({ id: 'a2' }));
    api.refusal = new ApiError('forbidden', 'no', 403);
    await request.decide({ decision: 'approved' });
    expect(request.failure()).toBeDefined();
    await request.open('a2');
    expect(request.failure()).toBeUndefined();
  });

  describe('after another one was opened', () => {
    /** `a1` with a yes on its way, and `a2` opened meanwhile. */
    async function setupAway(over: Parameters<typeof setup>[0] = {}) {
      const { api, request } = await setup(over);
      api.requests.push(aDetail({ id: 'a2', seconds_left: 30 }));
      const answer = Promise.withResolvers<undefined>();
      const decide = api.decide.bind(api);
      api.decide = async (id, body) => {
        if (id === 'a1') await answer.promise;
        return decide(id, body);
      };
      const yes = request.decide({ decision: 'approved' });
      const toasts = () =>
        TestBed.inject(Toasts)
          .shown()
          .map(({ text }) => text);
      return { api, request, answer, yes, toasts };
    }
    const isNow = (api: FakeApprovalsApi) => api.requests.map(({ decision }) => decision);

    it('says by name what became of the one before, and nothing of it on this one', async () => {
      const { api, request, answer, yes, toasts } = await setupAway();
      await request.open('a2');
      expect(request.doing()).toBeUndefined();
      answer.reject(new ApiError('invalid_request', 'It is denied already, by Jon.', 400));
      expect(await yes).toBe(false);
      expect([request.failure(), request.isOwnDoing()]).toEqual([undefined, false]);
      const said = 'Restart nginx.service · web-01: It is denied already, by Jon. (invalid_request)';
      expect(toasts()).toEqual([said]);
      expect(isNow(api)).toEqual(['pending', 'pending']);
    });

    it('does not count what worked as done here', async () => {
      const { request, answer, yes, toasts } = await setupAway();
      await request.open('a2');
      answer.resolve(undefined);
      expect(await yes).toBe(true);
      expect([request.id(), request.isOwnDoing(), request.isWaiting()]).toEqual(['a2', false, true]);
      expect(toasts()).toEqual(['Restart nginx.service · web-01: approved']);
    });

    it('does not call approved what waits for another person', async () => {
      const { api, request, answer, yes, toasts } = await setupAway({ required_approvals: 2 });
      await request.open('a2');
      answer.resolve(undefined);
      expect(await yes).toBe(true);
      expect(toasts()[0]).toContain('another person has to approve it');
      expect(api.requests[0]?.required_approvals).toBe(2);
    });

    it('does what waited for its turn to the one that it was asked for', async () => {
      const { api, request, answer, yes } = await setupAway();
      const withdrawn = request.withdraw();
      await request.open('a2');
      answer.resolve(undefined);
      expect([await yes, await withdrawn]).toEqual([true, true]);
      expect(isNow(api)).toEqual(['withdrawn', 'pending']);
    });

    it('can be decided at once, and the one before still knows what is on its way', async () => {
      const { api, request, answer, yes } = await setupAway();
      await request.open('a2');
      expect(await request.decide({ decision: 'denied' })).toBe(true);
      expect(isNow(api)).toEqual(['pending', 'denied']);
      await request.open('a1');
      expect(request.doing()).toBe('approve');
      answer.resolve(undefined);
      await yes;
      expect([request.doing(), request.isOwnDoing()]).toEqual([undefined, true]);
    });

    it('has its own end, however late the one before is read', async () => {
      const { api, request } = await setup();
      api.requests.push(aDetail({ id: 'a2', seconds_left: 30 }));
      const late = Promise.withResolvers<undefined>();
      const get = api.get.bind(api);
      api.get = (id) => (id === 'a1' ? late.promise.then(() => get(id)) : get(id));
      const reading = request.load();
      await request.open('a2');
      late.resolve(undefined);
      await reading;
      expect(request.leftMs()).toBeLessThanOrEqual(31_000);
    });
  });
});
