import type { ApprovalView, Risk, SelfApproval } from '@legator/contracts';
import { ApprovalsGround, HELD } from './approvals-ground.js';

let ground: ApprovalsGround;
beforeAll(async () => {
  ground = await ApprovalsGround.start();
});
beforeEach(async () => {
  ground.reset();
  await ground.sql('delete from approvals_vote');
  await ground.sql('delete from approvals_approval');
});
afterAll(() => ground.close());

const ids = async (query: string, who = 'ben') => {
  const { body } = await ground.get(who, query).expect(200);
  return (body.approvals as ApprovalView[]).map(({ id }) => id);
};

it('shows everything that a person needs to decide', async () => {
  const before = await ground.held();
  await ground.decide('ben', before.id, { decision: 'denied', reason: 'no' });
  await ground.held({ payload: { argv: ['uptime'] } });
  ground.spine.judge.verdict = {
    ...HELD,
    risk: 'high',
    reasons: [{ code: 'level.above', text: 'It changes a service.' }],
    rationale: {
      policy: 'builtin-v1',
      reversible: true,
      indicators: [
        { name: 'shell.effect', value: 'restart nginx', message: 'Restarts the service nginx.' },
        {
          ...{ name: 'availability', value: 0.4, comparator: '<', threshold: 0.5, effect: 'queue' },
          ...{ drove_outcome: true, message: 'Half of it is away.' },
        },
      ],
    },
  };
  const { id } = await ground.held({ reason: 'It hangs.' });
  const detail = await ground.detail(id, 'ben');
  expect(detail).toMatchObject({
    what: 'systemctl restart nginx on web-01.example',
    target: { type: 'probe', id: 'web-01', name: 'web-01.example' },
    command_line: 'systemctl restart nginx',
    note: 'It hangs.',
    requester: 'Ana',
    risk_level: 'high',
    treated_as: 'high',
    self_approval: 'medium',
    reversible: 'yes',
    rationale_missing: false,
    required_approvals: 1,
    approvals: [],
    rules: [
      { name: 'level.above', decided: true },
      {
        name: 'availability',
        value: '0.4',
        comparator: '<',
        threshold: '0.5',
        outcome: 'queue',
        decided: true,
      },
      { name: 'shell.effect', value: 'restart nginx', decided: false },
    ],
    options: {
      may_approve: true,
      may_deny: true,
      may_withdraw: false,
      may_review: false,
      as: 'other',
      needs_reason: true,
      confirm_with: 'web-01.example',
    },
    bound: { hash: expect.stringMatching(/^[0-9a-f]{64}$/), policy_version: 'builtin-v1' },
    similar: [{ directive_id: before.directive.id, status: 'canceled', error_kind: 'approval_denied' }],
    directive: { status: 'requested' },
  });
  expect(detail.effects).toContain('Restarts the service nginx.');
  expect(detail.seconds_left).toBeGreaterThan(800);
  expect(detail.seconds_left).toBeLessThanOrEqual(900);
  expect(await ground.detail(id, 'ana')).toMatchObject({
    options: {
      may_approve: false,
      may_withdraw: true,
      refusal: { code: 'approvals.own_request', message: expect.stringContaining('another person') },
    },
    will_be_written: [],
  });
  expect((await ground.detail(id, 'reader')).options).toMatchObject({ may_approve: false, may_deny: false });
  expect((await ground.detail(id, 'robot')).options).toMatchObject({ may_approve: false, may_deny: false });
});

it('does not count who approved and may not decide any more, and says who that was', async () => {
  ground.spine.judge.verdict = { ...HELD, risk: 'critical' };
  const { id } = await ground.held();
  await ground.decide('ben', id, { reason: 'It has to be.', confirm: 'web-01.example' }).expect(200);
  expect(await ground.detail(id, 'eva')).toMatchObject({
    approvals: [{ actor: 'Ben' }],
    required_approvals: 2,
  });
  ground.spine.people.people = ['user:ana', 'user:eva'];
  const detail = await ground.detail(id, 'eva');
  expect([detail.approvals, detail.lapsed_approvals]).toMatchObject([[], [{ actor: 'Ben' }]]);
  const { body } = await ground.get('eva', '?status=pending');
  expect(body.approvals).toContainEqual(expect.objectContaining({ id, approvals: [] }));
});

it('foretells the entry that a decision writes', async () => {
  const { id } = await ground.held();
  const { will_be_written: foretold } = await ground.detail(id, 'ben');
  await ground.decide('ben', id).expect(200);
  const entry = ground.spine.audit.appended.find(({ type }) => type === 'approval.decided');
  expect(foretold[0]).toEqual({ type: 'approval.decided', summary: entry!.summary });
});

it('says plainly that there is no rationale, and treats the request as high', async () => {
  ground.spine.judge.verdict = { ...HELD, risk: 'low', rationale: {} };
  const { id } = await ground.held();
  expect(await ground.detail(id, 'ben')).toMatchObject({
    rationale_missing: true,
    risk_level: 'low',
    treated_as: 'high',
    options: { needs_reason: true },
  });
  await ground.decide('ana', id).expect(403);
});

it('shows a command in full, however long it is', async () => {
  const long = 'x'.repeat(3_000);
  const { id } = await ground.held({ payload: { argv: ['echo', long] } });
  expect((await ground.detail(id)).command_line).toBe(`echo ${long}`);
});

it('pages through all of them, newest first', async () => {
  const made: string[] = [];
  for (let n = 0; n < 5; n += 1) made.unshift((await ground.held()).id);
  const seen: string[] = [];
  let cursor = '';
  for (;;) {
    const { body } = await ground.get('ben', `?limit=2${cursor && `&cursor=${cursor}`}`).expect(200);
    seen.push(...(body.approvals as ApprovalView[]).map(({ id }) => id));
    expect(body.pending_count).toBe(5);
    if (!body.next_cursor) break;
    cursor = body.next_cursor as string;
  }
  expect(seen).toEqual(made);
  await ground.get('ben', '?cursor=x').expect(400);
});

it('finds by state', async () => {
  const denied = await ground.held();
  await ground.decide('ben', denied.id, { decision: 'denied' });
  const waiting = await ground.held();
  expect(await ids('?status=denied')).toEqual([denied.id]);
  expect(await ids('?status=pending')).toEqual([waiting.id]);
  await ground.get('ben', '?status=maybe').expect(400);
});

it('finds what is over, however it ended, and what I asked for', async () => {
  const denied = await ground.held();
  await ground.decide('ben', denied.id, { decision: 'denied' });
  const waiting = await ground.held();
  expect(await ids('?decided=true')).toEqual([denied.id]);
  expect(await ids('?asked_by=me', 'ana')).toEqual([waiting.id, denied.id]);
  expect(await ids('?asked_by=me&decided=true', 'ana')).toEqual([denied.id]);
  expect(await ids('?asked_by=me', 'ben')).toEqual([]);
  await ground.get('ben', '?decided=maybe').expect(400);
});

it('says what waits for me: exactly what I could approve now', async () => {
  const made: string[] = [];
  for (const self_approval of ['never', 'medium', 'any'] satisfies SelfApproval[]) {
    for (const risk of ['low', 'medium', 'high', 'critical'] satisfies Risk[]) {
      for (const require_second_approver of [false, true]) {
        const rationale = { policy: 'builtin-v1', self_approval, require_second_approver };
        ground.spine.judge.verdict = { ...HELD, risk, rationale };
        made.push((await ground.held()).id);
      }
    }
  }
  for (const people of [['user:ana', 'user:ben'], ['user:ana']]) {
    ground.spine.people.people = people;
    for (const who of ['ana', 'ben', 'robot', 'reader']) {
      const could: string[] = [];
      for (const id of made) if ((await ground.detail(id, who)).options.may_approve) could.unshift(id);
      expect({ people, who, ids: await ids('?waiting_for=me&limit=100', who) }).toEqual({
        people,
        who,
        ids: could,
      });
    }
  }
  await ground.get('ben', '?waiting_for=you').expect(400);
});

it('does not wait for who has said yes, nor for anybody when its time is over', async () => {
  ground.spine.judge.verdict = { ...HELD, risk: 'critical' };
  const { id } = await ground.held();
  await ground.decide('ben', id).expect(200);
  expect(await ids('?waiting_for=me')).toEqual([]);
  expect(await ids('?waiting_for=me', 'eva')).toEqual([id]);
  await ground.sql('update approvals_approval set expires_at = now() where id = $1', [id]);
  expect(await ids('?waiting_for=me', 'eva')).toEqual([]);
  const other = await ground.held();
  await ground.decide('ben', other.id).expect(200);
  await ground.sql('update approvals_approval set not_after = now() where id = $1', [other.id]);
  expect(await ids('?waiting_for=me', 'eva')).toEqual([]);
});

it('says that it ends with the window of whoever approved first, where that is earlier', async () => {
  ground.spine.judge.verdict = { ...HELD, risk: 'critical' };
  const { id } = await ground.held();
  const own = (await ground.detail(id)).expires_at;
  const at = (ms: number) => new Date(Date.now() + ms).toISOString();
  await ground.decide('ben', id, { not_after: at(3_600_000) }).expect(200);
  expect((await ground.detail(id)).expires_at).toBe(own);
  const end = at(120_000);
  await ground.sql('update approvals_approval set not_after = $2 where id = $1', [id, end]);
  const shown = await ground.detail(id, 'eva');
  expect(shown).toMatchObject({ decision: 'pending', expires_at: end, not_after: end });
  expect(shown.seconds_left).toBeLessThanOrEqual(120);
  const { body } = await ground.get('eva', '?waiting_for=me&limit=100').expect(200);
  expect(body.approvals.find((one: { id: string }) => one.id === id)).toMatchObject({ expires_at: end });
});
