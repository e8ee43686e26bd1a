import { z } from 'zod';
import { Judge, Transactions } from '@legator/core';
import type { JudgeRequest, Tx, Verdict } from '@legator/core';
import { Approval, ApprovalsModule, Decisions } from '@legator/approvals';
import {
  DirectiveRequests,
  DirectivesModule,
  DirectiveTypes,
  Freezes,
  PromptStart,
  StaleVerdicts,
} from '@legator/directives';
import { eventually, startSpine } from '../../support/spine.js';
import type { Spine } from '../../support/spine.js';

const Payload = z.strictObject({ host: z.string() });
type Payload = z.infer<typeof Payload>;

describe('what waited', () => {
  let spine: Spine;
  const started: string[] = [];
  const get = <T>(what: new (...args: never[]) => T): T => spine.app.get(what as never);
  const as = <T>(work: () => Promise<T>) => spine.as({}, work);
  const rows = (sql: string, values: unknown[]) =>
    as(() => get(Transactions).run((tx) => tx.query(sql, values)));
  const state = async (id: string) =>
    (await rows('select * from directives_directive where id = $1', [id]))[0];
  const age = (id: string) =>
    rows(`update directives_directive set judged_at = now() - interval '1 hour' where id = $1`, [id]);
  const ask = (over = {}) =>
    as(async () => {
      const { directive } = await get(DirectiveRequests).request({
        type: 'test.remote',
        payload: { host: 'web-01' },
        ...over,
      });
      return directive;
    });
  const approve = (id: string) =>
    spine.as({ id: 'other' }, () =>
      get(Decisions).decide(id, { decision: 'approved', reason: 'It is fine.', confirm: 'web-01' }),
    );
  /** Held by a freeze that is about something it has become about since, so that it was let in. */
  const held = async (over = {}) => {
    const directive = await ask({ scheduledAt: new Date(Date.now() + 3_600_000), ...over });
    const freeze = await as(() =>
      get(Freezes).freeze({ scope: { type: 'probe', id: 'web-01' }, reason: 'drill' }),
    );
    await rows('update directives_directive set scheduled_at = now() where id = $1', [directive.id]);
    return { id: directive.id, lift: () => as(() => get(Freezes).lift(freeze.id)) };
  };

  beforeAll(async () => {
    spine = await startSpine([DirectivesModule, ApprovalsModule], { entities: [Approval] });
    get(DirectiveTypes).register<Payload>({
      name: 'test.remote',
      title: 'A test',
      schema: Payload,
      permission: 'command:exec',
      judged: true,
      requestable: true,
      rerunnable: true,
      kind: 'remote',
      summarize: ({ host }) => `touch ${host}`,
      subject: ({ host }) => ({ type: 'probe', id: host }),
      start: (_tx, directives) => {
        started.push(...directives.map(({ id }) => id));
        return Promise.resolve([]);
      },
      started: () => undefined,
      cancel: () => Promise.resolve(),
    });
  }, 60_000);

  beforeEach(() => {
    spine.judge.verdict = {};
    spine.judge.asked = [];
  });
  afterEach(async () => {
    for (const { id } of await as(() => get(Freezes).active())) await as(() => get(Freezes).lift(id));
  });
  afterAll(() => spine.close());

  it('for a freeze starts on what policy says when it ends', async () => {
    const { id, lift } = await held();
    await lift();
    await eventually(() => expect(started).toContain(id));
    expect(spine.judge.asked).toHaveLength(2);
  });

  it('for a freeze does not start when policy has come to forbid it', async () => {
    const { id, lift } = await held();
    spine.judge.verdict = { decision: 'deny', reasons: [{ code: 'x', text: 'Not any more.' }] };
    await lift();
    await eventually(async () =>
      expect(await state(id)).toMatchObject({
        status: 'canceled',
        error_kind: 'denied',
        error_message: 'Not any more.',
        decision: 'deny',
      }),
    );
    expect(started).not.toContain(id);
  });

  it('for a freeze waits for a person when policy now wants one, and starts once they said yes', async () => {
    const { id, lift } = await held();
    spine.judge.verdict = { decision: 'queue', risk: 'medium' };
    await lift();
    await eventually(async () =>
      expect(await state(id)).toMatchObject({ status: 'requested', gate: 'pending' }),
    );
    const { approval_id: approval } = await state(id);
    await approve(approval);
    await eventually(() => expect(started).toContain(id));
  });

  it('with an approval loses it when it is judged otherwise by then', async () => {
    spine.judge.verdict = { decision: 'queue', risk: 'medium' };
    const { id: asked, approvalId } = await ask({ scheduledAt: new Date(Date.now() + 3_600_000) });
    await approve(approvalId!);
    await age(asked);
    spine.judge.verdict = { decision: 'queue', risk: 'high' };
    await rows('update directives_directive set scheduled_at = now() where id = $1', [asked]);
    await eventually(async () =>
      expect(await state(asked)).toMatchObject({ status: 'canceled', error_kind: 'approval_void' }),
    );
    expect(started).not.toContain(asked);
    const kept = await rows('select state from approvals_approval where id = $1', [approvalId]);
    expect(kept).toEqual([{ state: 'void' }]);
  });

  it('with an approval starts with it when nothing has changed', async () => {
    spine.judge.verdict = { decision: 'queue', risk: 'medium' };
    const { id: asked, approvalId } = await ask({ scheduledAt: new Date(Date.now() + 3_600_000) });
    await approve(approvalId!);
    await age(asked);
    spine.judge.asked = [];
    await rows('update directives_directive set scheduled_at = now() where id = $1', [asked]);
    await eventually(() => expect(started).toContain(asked));
    expect(spine.judge.asked).toHaveLength(1);
  });

  it('is judged once more after the policy of its probe has changed', async () => {
    const { id } = await ask({ scheduledAt: new Date(Date.now() + 3_600_000) });
    spine.judge.verdict = { decision: 'deny' };
    await as(() => get(Transactions).run((tx) => get(StaleVerdicts).outdate(tx, ['web-01'])));
    await rows('update directives_directive set scheduled_at = now() where id = $1', [id]);
    await eventually(async () => expect(await state(id)).toMatchObject({ error_kind: 'denied' }));
    expect(started).not.toContain(id);
  });

  it('waits on while nobody can judge it, and starts afterwards', async () => {
    const { id } = await ask({ scheduledAt: new Date(Date.now() + 3_600_000) });
    await age(id);
    let tried = 0;
    const judge = jest.spyOn(spine.app.get(Judge), 'judge').mockImplementation(() => {
      tried += 1;
      return Promise.reject(new Error('The judge is ill.'));
    });
    await rows('update directives_directive set scheduled_at = now() where id = $1', [id]);
    await eventually(() => expect(tried).toBeGreaterThan(1));
    expect(await state(id)).toMatchObject({ status: 'requested' });
    judge.mockRestore();
    await eventually(() => expect(started).toContain(id));
  });

  it('does not count itself among what was let run', async () => {
    const { id, lift } = await held();
    const seen: number[] = [];
    const judge = jest
      .spyOn(spine.app.get(Judge), 'judge')
      .mockImplementation(async (tx: Tx, asked: readonly JudgeRequest[]): Promise<Verdict[]> => {
        const [{ n }] = await tx.query(
          'select count(*)::int as n from directives_directive where judged_at is null',
        );
        seen.push(n);
        return asked.map(() => ({
          decision: 'allow',
          risk: 'low',
          level: 'observe',
          reasons: [],
          rationale: {},
        }));
      });
    await lift();
    await eventually(() => expect(started).toContain(id));
    judge.mockRestore();
    expect(seen).toEqual([1]);
    expect((await state(id)).judged_at).not.toBeNull();
  });

  it('is not let through a freeze that comes while it is judged: the freeze waits, and then holds all', async () => {
    let judging!: () => void;
    let go!: () => void;
    const reached = new Promise<void>((resolve) => (judging = resolve));
    const released = new Promise<void>((resolve) => (go = resolve));
    const judge = jest.spyOn(spine.app.get(Judge), 'judge').mockImplementation(async (_tx, asked) => {
      judging();
      await released;
      return asked.map(() => ({
        decision: 'allow',
        risk: 'low',
        level: 'observe',
        reasons: [],
        rationale: {},
      }));
    });
    const order: string[] = [];
    const asked = as(() =>
      get(Transactions).run(async (tx) => {
        const made = await get(DirectiveRequests).requestIn(tx, [
          { type: 'test.remote', payload: { host: 'web-01' } },
        ]);
        await get(PromptStart).start(
          tx,
          made.map(({ directive }) => directive),
        );
        order.push('started');
        return made[0]!.directive.id;
      }),
    );
    await reached;
    const frozen = as(() =>
      get(Freezes).freeze({ scope: { type: 'tenant', id: '*' }, reason: 'drill' }),
    ).then(() => order.push('frozen'));
    // Either it waits for a lock, or it is done, which it must not be.
    await eventually(async () => {
      const [{ n }] = await get(Transactions).look((tx) =>
        tx.query(`select count(*)::int as n from pg_locks where locktype = 'advisory' and not granted`),
      );
      expect(n + order.length).toBeGreaterThan(0);
    });
    expect(order).toEqual([]);
    go();
    await Promise.all([asked, frozen]);
    judge.mockRestore();
    expect(order).toEqual(['started', 'frozen']);
    await expect(ask()).rejects.toMatchObject({ code: 'execution_frozen' });
  });
});
