import { eventually } from '../../support/spine.js';
import { ApprovalsGround, HELD } from './approvals-ground.js';

let ground: ApprovalsGround;
beforeAll(async () => {
  ground = await ApprovalsGround.start();
});
beforeEach(() => ground.reset());
afterAll(() => ground.close());

const risky = (risk: 'low' | 'medium' | 'high' | 'critical', rationale: object = {}) => {
  ground.spine.judge.verdict = { ...HELD, risk, rationale: { ...HELD.rationale, ...rationale } };
};

describe('a decision', () => {
  it('lets what was held start once, and says in the trail who it was', async () => {
    const { id, directive } = await ground.held();
    const { body } = await ground.decide('ben', id, { decided_by: 'somebody else' }).expect(200);
    expect(body).toMatchObject({
      status: 'approved',
      request: {
        decision: 'approved',
        decided_by: 'Ben',
        approvals: [{ actor: 'Ben', as: 'other', claimed_by: 'somebody else' }],
      },
    });
    expect(await ground.starts(directive)).toBe(1);
    expect(ground.trail()).toEqual(['approval.requested by Ana', 'approval.decided by Ben']);
    const entry = ground.spine.audit.appended.find(({ type }) => type === 'approval.decided');
    expect(entry!.detail).toMatchObject({ claimed_by: 'somebody else', decided_by: 'Ben' });
  });

  it('does a setting that waited at once, for whoever asked', async () => {
    const { id, directive } = await ground.held({ type: 'test.set' });
    await ground.decide('ben', id).expect(200);
    expect(await ground.directive(directive.id)).toMatchObject({
      status: 'succeeded',
      result: { by: 'Ana' },
    });
    expect(await ground.starts(directive)).toBe(1);
  });

  it('of a setting that cannot be done is not made', async () => {
    const { id, directive } = await ground.held({ type: 'test.set', payload: { argv: ['broken'] } });
    await ground.decide('ben', id).expect(500);
    expect(await ground.detail(id)).toMatchObject({ decision: 'pending', approvals: [] });
    expect(await ground.directive(directive.id)).toMatchObject({ status: 'requested', gate: 'pending' });
  });

  it('ends what it denies, with the reason', async () => {
    const { id, directive } = await ground.held();
    const { body } = await ground.decide('ben', id, { decision: 'denied', reason: 'not today' }).expect(200);
    expect(body).toMatchObject({ status: 'denied', request: { decision_reason: 'not today' } });
    expect(await ground.directive(directive.id)).toMatchObject({
      status: 'canceled',
      gate: 'denied',
      errorKind: 'approval_denied',
      errorMessage: 'Ben denied it: not today',
    });
    expect(await ground.starts(directive)).toBe(0);
  });

  it('is made once, whoever comes later and whatever they want', async () => {
    const { id } = await ground.held();
    await ground.decide('ben', id, { decision: 'denied' }).expect(200);
    const { body } = await ground.decide('eva', id).expect(400);
    expect(body).toMatchObject({
      code: 'invalid_request',
      reason_code: 'already_decided',
      decision: 'denied',
      decided_by: 'Ben',
    });
  });

  it('of a hundred at once starts it exactly once', async () => {
    const { id, directive } = await ground.held();
    const people = ['ben', 'eva'];
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, n) => ground.decide(people[n % 2]!, id).then(({ status }) => status)),
    );
    expect(answers.filter((status) => status === 200)).toHaveLength(1);
    expect(answers.filter((status) => status === 400)).toHaveLength(99);
    expect(await ground.starts(directive)).toBe(1);
    const votes = await ground.sql('select 1 from approvals_vote where approval_id = $1', [id]);
    expect(votes).toHaveLength(1);
  });

  it('is either a yes or a no when both come at once, and what it held agrees', async () => {
    for (let n = 0; n < 10; n += 1) {
      const { id, directive } = await ground.held();
      const [yes, no] = await Promise.all([
        ground.decide('ben', id).then(({ status }) => status),
        ground.decide('eva', id, { decision: 'denied' }).then(({ status }) => status),
      ]);
      expect([yes, no].sort()).toEqual([200, 400]);
      expect(await ground.starts(directive)).toBe(yes === 200 ? 1 : 0);
    }
  });

  it('made in the last moment stands, though the sweeper has already seen that the time is over', async () => {
    const { id, directive } = await ground.held();
    const other = await ground.another();
    // As a decision that is just about to commit: it holds the directive, and the sweeper waits for it.
    await other.query('begin');
    await other.query('select from directives_directive where id = $1 for update', [directive.id]);
    await ground.sql('update approvals_approval set expires_at = now() where id = $1', [id]);
    await eventually(async () =>
      expect(
        await ground.sql(
          `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
        ),
      ).toHaveLength(1),
    );
    await other.query(
      `update approvals_approval set state = 'approved', decided_at = now(), not_before = now() + interval '1 h'
       where id = $1`,
      [id],
    );
    await other.query('commit');
    await other.end();
    // When the next one has expired, the sweeper is past this one.
    const later = await ground.held();
    await ground.sql('update approvals_approval set expires_at = now() where id = $1', [later.id]);
    await eventually(async () => expect((await ground.detail(later.id)).decision).toBe('expired'));
    expect((await ground.detail(id)).decision).toBe('approved');
    expect((await ground.directive(directive.id)).status).toBe('requested');
  });

  it('cannot be made after the time is over, also before anybody swept', async () => {
    const { id, directive } = await ground.held();
    await ground.sql(`update approvals_approval set expires_at = now() - interval '1 ms' where id = $1`, [
      id,
    ]);
    const { body } = await ground.decide('ben', id).expect(400);
    expect(body).toMatchObject({ code: 'invalid_request', reason_code: 'expired' });
    await eventually(async () => expect((await ground.detail(id)).decision).toBe('expired'));
    expect(await ground.directive(directive.id)).toMatchObject({
      status: 'canceled',
      errorKind: 'approval_expired',
    });
    expect(ground.trail()).toContain('approval.expired by system');
  });

  it.each([
    ['an unknown id', '00000000-0000-7000-8000-000000000000', {}, 'not_found'],
    ['a decision that is none', undefined, { decision: 'maybe' }, undefined],
    ['no decision', undefined, { decision: undefined }, undefined],
    ['an id that is none', 'x', {}, undefined],
  ])('answers %s as upstream does', async (_what, id, body, reason) => {
    const { id: known } = await ground.held();
    const answer = await ground.decide('ben', id ?? known, body).expect(400);
    expect(answer.body).toMatchObject({
      code: 'invalid_request',
      ...(reason ? { reason_code: reason } : {}),
    });
  });
});

describe('who decides', () => {
  it('is a person: a key never does, whatever its rights', async () => {
    const { id } = await ground.held();
    for (const decision of ['approved', 'denied']) {
      const { body } = await ground.decide('robot', id, { decision }).expect(403);
      expect(body).toMatchObject({ code: 'approvals.people_only' });
    }
    await ground.decide('reader', id).expect(403);
    expect((await ground.detail(id)).decision).toBe('pending');
  });

  it('may be whoever asked, up to medium risk, and that is written down', async () => {
    const { id } = await ground.held();
    const { body } = await ground.decide('ana', id).expect(200);
    expect(body.request.approvals).toMatchObject([{ actor: 'Ana', as: 'own' }]);
  });

  it.each(['high', 'critical'] as const)(
    'is never whoever asked at %s risk, while there are others',
    async (risk) => {
      risky(risk);
      const { id } = await ground.held();
      const { body } = await ground.decide('ana', id).expect(403);
      expect(body).toMatchObject({ code: 'approvals.own_request' });
    },
  );

  it('is not whoever asked by a key of their own', async () => {
    risky('high');
    ground.spine.people.makers.set('key:robot', 'user:ana');
    const { id } = await ground.held({}, 'robot');
    await ground.decide('ana', id).expect(403);
    await ground.decide('ben', id).expect(200);
  });

  it('is two people at critical risk, and never the same one twice', async () => {
    risky('critical');
    const { id, directive } = await ground.held();
    const first = await ground.decide('ben', id).expect(200);
    expect(first.body).toMatchObject({ status: 'pending', request: { required_approvals: 2 } });
    expect(await ground.starts(directive)).toBe(0);
    const again = await ground.decide('ben', id).expect(400);
    expect(again.body).toMatchObject({ code: 'invalid_request', reason_code: 'duplicate_approver' });
    await ground.decide('ana', id).expect(403);
    const second = await ground.decide('eva', id).expect(200);
    expect(second.body).toMatchObject({ status: 'approved' });
    expect(await ground.starts(directive)).toBe(1);
    expect(ground.trail()).toEqual([
      'approval.requested by Ana',
      'approval.given by Ben',
      'approval.decided by Eva',
    ]);
  });

  it('does not count who may not decide any more', async () => {
    risky('critical');
    const { id, directive } = await ground.held({}, 'asker');
    await ground.decide('ana', id).expect(200);
    ground.spine.people.people = ['user:ben', 'user:eva'];
    expect((await ground.decide('ben', id).expect(200)).body).toMatchObject({ status: 'pending' });
    expect(await ground.starts(directive)).toBe(0);
    expect((await ground.decide('eva', id).expect(200)).body).toMatchObject({ status: 'approved' });
    expect(await ground.starts(directive)).toBe(1);
    const entry = ground.spine.audit.appended.find(({ type }) => type === 'approval.decided');
    expect(entry!.detail).toMatchObject({ approvals: [{ name: 'Ben' }, { name: 'Eva' }] });
  });

  it('is two people at once, counted as two', async () => {
    risky('critical');
    const { id, directive } = await ground.held();
    const answers = await Promise.all(['ben', 'eva', 'ben', 'eva'].map((who) => ground.decide(who, id)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 400, 400]);
    expect(await ground.starts(directive)).toBe(1);
  });

  it('is two people where policy wants a second one, at any risk', async () => {
    risky('low', { require_second_approver: true });
    const { id } = await ground.held();
    expect((await ground.decide('ana', id).expect(200)).body.status).toBe('pending');
    expect((await ground.decide('ben', id).expect(200)).body.status).toBe('approved');
  });

  it('may be the only person there is, at any risk, and is written down as such', async () => {
    risky('critical');
    ground.spine.people.people = ['user:ana'];
    const { id, directive } = await ground.held();
    await ground.decide('ana', id, { confirm: undefined }).expect(400);
    const { body } = await ground.decide('ana', id).expect(200);
    expect(body).toMatchObject({
      status: 'approved',
      request: { required_approvals: 1, approvals: [{ as: 'exception' }] },
    });
    expect(await ground.starts(directive)).toBe(1);
    const entry = ground.spine.audit.appended.find(({ type }) => type === 'approval.decided');
    expect(entry!.summary).toContain('the only person who may approve');
  });

  it('is not the only person there is where policy says never', async () => {
    risky('low', { self_approval: 'never' });
    ground.spine.people.people = ['user:ana'];
    const { id } = await ground.held();
    await ground.decide('ana', id).expect(403);
  });

  it.each(['high', 'critical'] as const)(
    'says why and types the name of the host at %s risk',
    async (risk) => {
      risky(risk);
      const { id } = await ground.held();
      expect((await ground.decide('ben', id, { reason: '' }).expect(400)).body).toMatchObject({
        code: 'approvals.reason_needed',
      });
      for (const confirm of [undefined, '', 'web-02.example', 'web-01']) {
        const { body } = await ground.decide('ben', id, { confirm }).expect(400);
        expect(body).toMatchObject({
          code: 'approvals.confirmation_needed',
          details: [{ path: 'confirm', message: expect.stringContaining('web-01.example') }],
        });
      }
      await ground.decide('ben', id, { confirm: ' WEB-01.example ' }).expect(200);
    },
  );

  it('belongs to the tenant: another one sees and decides nothing', async () => {
    const { id } = await ground.held();
    await ground.get('stranger', `/${id}`).expect(404);
    const { body } = await ground.get('stranger').expect(200);
    expect(body).toEqual({ approvals: [], pending_count: 0, next_cursor: null });
    expect((await ground.decide('stranger', id).expect(400)).body).toMatchObject({
      reason_code: 'not_found',
    });
    await ground.post('stranger', `${id}/withdraw`).expect(404);
    await ground.post('stranger', `${id}/review`, { note: 'x' }).expect(404);
    const other = ground.ask({ supersedes: id }, 'stranger');
    await expect(other).rejects.toMatchObject({ code: 'not_found' });
    expect((await ground.detail(id)).decision).toBe('pending');
  });
});
