import { z } from 'zod';
import { Transactions } from '@legator/core';
import { ApprovalsModule, Approval, ApprovalsService, Decisions } from '@legator/approvals';
import {
  DirectiveControl,
  DirectiveRequests,
  DirectivesModule,
  DirectiveTypes,
  Outcomes,
  Waiters,
} from '@legator/directives';
import type { Directive, LocalType, RemoteType } from '@legator/directives';
import { eventually, startSpine } from '../../support/spine.js';
import type { Spine } from '../../support/spine.js';

const Payload = z.strictObject({ host: z.string(), n: z.int().default(0) });
type Payload = z.infer<typeof Payload>;

const common = {
  title: 'A test',
  schema: Payload,
  permission: 'command:exec',
  judged: true,
  requestable: true,
  rerunnable: true,
  summarize: ({ host }: Payload) => `touch ${host}`,
  subject: ({ host }: Payload) => ({ type: 'probe', id: host }),
} as const;

describe('the spine', () => {
  let spine: Spine;
  let requests: DirectiveRequests;
  let control: DirectiveControl;
  let waiters: Waiters;
  const sent: Directive[] = [];
  const worked: string[] = [];
  let work: LocalType<Payload>['execute'];

  beforeAll(async () => {
    spine = await startSpine([DirectivesModule, ApprovalsModule], { entities: [Approval] });
    const types = spine.app.get(DirectiveTypes);
    const remote: RemoteType<Payload> = {
      ...common,
      name: 'test.remote',
      kind: 'remote',
      start: () => Promise.resolve([]),
      started: (directives) => void sent.push(...directives),
      cancel: async (tx, directive) => {
        await spine.app
          .get(Outcomes)
          .finish(tx, [{ directiveId: directive.id, status: 'canceled', errorKind: 'canceled' }]);
      },
    };
    const local: LocalType<Payload> = {
      ...common,
      name: 'test.local',
      kind: 'local',
      resumable: true,
      execute: (directive, payload, stop) => work(directive, payload, stop),
    };
    types.register(remote);
    types.register(local);
    types.register<Payload>({
      ...common,
      name: 'test.inline',
      kind: 'inline',
      judged: false,
      run: (_tx, _directive, payload) => {
        if (payload.host === 'broken') throw new Error('This one cannot be done.');
        return Promise.resolve({ host: payload.host });
      },
    });
    requests = spine.app.get(DirectiveRequests);
    control = spine.app.get(DirectiveControl);
    waiters = spine.app.get(Waiters);
  }, 60_000);

  beforeEach(() => {
    spine.judge.verdict = {};
    spine.audit.appended.length = 0;
    sent.length = 0;
    worked.length = 0;
    work = (_directive, { host }) => {
      worked.push(host);
      return Promise.resolve({ host });
    };
  });

  afterAll(() => spine.close());

  const ask = (type: string, over: object = {}, actor = {}) =>
    spine.as(actor, () => requests.request({ type, payload: { host: 'web-01' }, ...over }));
  /** What the trail says about one directive, or that nobody was heard at all. */
  const trail = (id?: string) =>
    spine.audit.appended
      .filter(({ actor, subject }) => (id ? subject?.id === id : actor.type !== 'system'))
      .map(({ type }) => type);
  const ended = (id: string) => waiters.wait('default', id, 30_000);

  it('runs an allowed directive and records asking, start and end, each in the trail', async () => {
    const { directive, created } = await ask('test.local');
    expect(created).toBe(true);
    expect(await ended(directive.id)).toMatchObject({
      status: 'succeeded',
      result: { host: 'web-01' },
      attempt: 1,
    });
    expect(trail(directive.id)).toEqual(['directive.requested', 'directive.started', 'directive.succeeded']);
  });

  it('gives the first one back for the same key and intent, also when ten ask at once', async () => {
    const all = await Promise.all(
      Array.from({ length: 10 }, () => ask('test.local', { idempotencyKey: 'once' })),
    );
    expect(new Set(all.map(({ directive }) => directive.id)).size).toBe(1);
    expect(all.filter(({ created }) => created)).toHaveLength(1);
    await ended(all[0]!.directive.id);
    expect(worked).toEqual(['web-01']);
  });

  it('refuses the same key for another intent', async () => {
    await ask('test.local', { idempotencyKey: 'mine' });
    const other = ask('test.local', { idempotencyKey: 'mine', payload: { host: 'db-01' } });
    await expect(other).rejects.toMatchObject({ code: 'idempotency_conflict' });
  });

  it('keeps the keys of two people apart', async () => {
    const a = await ask('test.local', { idempotencyKey: 'same' });
    const b = await ask('test.local', { idempotencyKey: 'same', payload: { host: 'db-01' } }, { id: 'ben' });
    expect(b.created).toBe(true);
    expect(b.directive.id).not.toBe(a.directive.id);
  });

  it.each([
    ['without the permission', {}, { permissions: ['fleet:read'] }, 'forbidden'],
    ['with a field too many', { payload: { host: 'a', tenant_id: 'other' } }, {}, 'invalid_request'],
    ['of a type that nobody knows', { type: 'test.nothing' }, {}, 'directives.unknown_type'],
  ])('refuses one %s, and nothing is written', async (_what, over, actor, code) => {
    await expect(ask('test.local', over, actor)).rejects.toMatchObject({ code });
    expect(trail()).toEqual([]);
  });

  it('keeps a denial on record and never starts it', async () => {
    spine.judge.verdict = { decision: 'deny' };
    const { directive } = await ask('test.local', { payload: { host: 'forbidden' } });
    expect(directive).toMatchObject({ status: 'canceled', errorKind: 'denied' });
    expect(trail(directive.id)).toEqual(['directive.requested', 'auth.authorization_denied']);
    spine.judge.verdict = {};
    await ended((await ask('test.local', { payload: { host: 'later' } })).directive.id);
    expect(worked).not.toContain('forbidden');
  });

  it('treats an error of the judge as a refusal', async () => {
    const judge = jest
      .spyOn(spine.judge, 'judge')
      .mockRejectedValueOnce(new Error('The policy store is away.'));
    await expect(ask('test.local')).rejects.toThrow('policy store');
    judge.mockRestore();
    expect(trail()).toEqual([]);
  });

  it('holds what policy queues until the gate is settled, and then starts it once', async () => {
    const held = { decision: 'queue', risk: 'high' } as const;
    spine.judge.verdict = held;
    const { directive, approval } = await ask('test.local');
    expect(directive).toMatchObject({ status: 'requested', gate: 'pending' });
    const { approvals, pending } = await spine.as({}, () =>
      spine.app.get(ApprovalsService).list({ limit: 10 }),
    );
    expect(pending).toBe(1);
    const { id } = approval!;
    expect(approvals[0]).toMatchObject({ id, directiveId: directive.id, risk: 'high', state: 'pending' });
    spine.judge.verdict = {};
    await ended((await ask('test.local', { payload: { host: 'passes by' } })).directive.id);
    expect(worked).toEqual(['passes by']);
    spine.judge.verdict = held;
    const yes = { decision: 'approved', reason: 'fine', confirm: 'web-01' } as const;
    const decide = () => spine.as({ id: 'ben' }, () => spine.app.get(Decisions).decide(id, yes));
    const decided = await Promise.allSettled([decide(), decide(), decide()]);
    expect(decided.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await ended(directive.id)).toMatchObject({ status: 'succeeded', gate: 'approved' });
    expect(worked).toEqual(['passes by', 'web-01']);
  });

  it('withdraws the request for approval when the directive is canceled', async () => {
    spine.judge.verdict = { decision: 'queue' };
    const { directive, approval } = await ask('test.local');
    await spine.as({}, () => control.cancel(directive.id, 'not needed'));
    const found = await spine.as({}, () => spine.app.get(ApprovalsService).get(approval!.id));
    expect(found.state).toBe('withdrawn');
    const late = spine.app
      .get(Transactions)
      .runAs('default', (tx) => control.settleGate(tx, directive.id, 'approved', ''));
    expect(await late).toBe(false);
  });

  it('does inline work in the request, or requests nothing', async () => {
    const { directive } = await ask('test.inline');
    expect(directive).toMatchObject({ status: 'succeeded', result: { host: 'web-01' } });
    spine.audit.appended.length = 0;
    await expect(ask('test.inline', { payload: { host: 'broken' }, idempotencyKey: 'b' })).rejects.toThrow(
      'cannot be done',
    );
    const again = await ask('test.inline', { payload: { host: 'broken' }, idempotencyKey: 'b' }).catch(
      () => 'refused',
    );
    expect(again).toBe('refused');
  });

  it('starts nothing before its time, and cancels what came too late', async () => {
    const soon = new Date(Date.now() + 1_200);
    const scheduled = await ask('test.local', { scheduledAt: soon });
    const tooLate = await ask('test.local', {
      payload: { host: 'late' },
      scheduledAt: new Date(Date.now() + 3_600_000),
      notAfter: new Date(Date.now() + 50),
    });
    const done = await ended(scheduled.directive.id);
    expect(done.startedAt!.getTime()).toBeGreaterThanOrEqual(soon.getTime());
    expect(await ended(tooLate.directive.id)).toMatchObject({ status: 'canceled', errorKind: 'expired' });
    expect(worked).toEqual(['web-01']);
  });

  it('says failed with the reason when the work throws, and runs it again only when asked to', async () => {
    work = () => Promise.reject(new Error('No space left.'));
    const { directive } = await ask('test.local');
    expect(await ended(directive.id)).toMatchObject({
      status: 'failed',
      errorMessage: 'No space left.',
      attempt: 1,
    });
    work = () => Promise.resolve({ ok: true });
    await spine.as({}, () => control.rerun(directive.id, 'space was made'));
    await eventually(async () => {
      const now = await ended(directive.id);
      expect(now).toMatchObject({ status: 'succeeded', attempt: 2, errorKind: null });
    });
  });

  it('asks policy again for a rerun', async () => {
    const { directive } = await ask('test.local');
    await ended(directive.id);
    spine.judge.verdict = { decision: 'queue' };
    const again = await spine.as({}, () => control.rerun(directive.id, 'once more'));
    expect(again).toMatchObject({ status: 'requested', gate: 'pending' });
    expect(again.approvalId).not.toBeNull();
    spine.judge.verdict = { decision: 'deny' };
    const { directive: other } = await spine.as({}, () =>
      requests.request({ type: 'test.inline', payload: { host: 'x' } }),
    );
    await expect(spine.as({}, () => control.rerun(other.id, 'no'))).rejects.toMatchObject({
      code: 'directives.not_rerunnable',
    });
  });

  it('writes an end once: whoever comes later changes nothing', async () => {
    const { directive } = await ask('test.remote');
    await eventually(() => expect(sent.map(({ id }) => id)).toContain(directive.id));
    const finish = (status: 'succeeded' | 'failed') =>
      spine.app
        .get(Transactions)
        .worker((tx) =>
          spine.app.get(Outcomes).finish(tx, [{ directiveId: directive.id, status, result: { status } }]),
        );
    const [a, b] = await Promise.all([finish('succeeded'), finish('failed')]);
    expect(a.length + b.length).toBe(1);
    await expect(spine.as({}, () => control.cancel(directive.id, 'too late'))).rejects.toMatchObject({
      code: 'directives.already_finished',
    });
  });

  it('asks running remote work to stop', async () => {
    const { directive } = await ask('test.remote');
    await eventually(() => expect(sent.map(({ id }) => id)).toContain(directive.id));
    await spine.as({}, () => control.cancel(directive.id, 'enough'));
    expect(await ended(directive.id)).toMatchObject({ status: 'canceled' });
  });

  it('shares the queue between two runners without running anything twice', async () => {
    const second = await startSpine([DirectivesModule, ApprovalsModule], {
      entities: [Approval],
      url: spine.url,
    });
    second.app.get(DirectiveTypes).register<Payload>({
      ...common,
      name: 'test.local',
      kind: 'local',
      resumable: true,
      execute: (_directive, { n }) => {
        worked.push(String(n));
        return Promise.resolve({});
      },
    });
    work = (_directive, { n }) => {
      worked.push(String(n));
      return Promise.resolve({});
    };
    const asks = Array.from({ length: 200 }, (_, n) => ({
      type: 'test.local',
      payload: { host: 'many', n },
    }));
    const all = await spine.as({}, () => requests.requestAll(asks));
    await Promise.all(all.map(({ directive }) => ended(directive.id)));
    expect(worked.sort()).toEqual(asks.map(({ payload }) => String(payload.n)).sort());
    await second.close();
  });

  it('takes resumable work up again when its runner has died, and fails the rest', async () => {
    const lost = (type: string) =>
      spine.app.get(Transactions).worker(async (tx) => {
        const { directive } = await spine.as({}, () =>
          requests.request({
            type,
            payload: { host: 'lost' },
            scheduledAt: new Date(Date.now() + 3_600_000),
          }),
        );
        await tx.query(
          `with d as (update directives_directive set status = 'running', attempt = 1, lease_owner = 'dead', lease_until = now() - interval '1 second' where id = $1 returning *)
           insert into directives_attempt (directive_id, attempt, tenant_id, trigger, runner) select id, 1, tenant_id, 'initial', 'dead' from d`,
          [directive.id],
        );
        return directive.id;
      });
    const resumable = await lost('test.local');
    const remote = await lost('test.remote');
    expect(await ended(remote)).toMatchObject({ status: 'failed', errorKind: 'lease_lost' });
    await spine.app
      .get(Transactions)
      .worker((tx) =>
        tx.query('update directives_directive set scheduled_at = now() where id = $1', [resumable]),
      );
    expect(await ended(resumable)).toMatchObject({ status: 'succeeded', attempt: 2 });
  });
});
