import { Freezes } from '../../../libs/directives/src/freezes.service.js';
import { eventually } from '../../support/spine.js';
import { ApprovalsGround, HELD } from './approvals-ground.js';

let ground: ApprovalsGround;
beforeAll(async () => {
  ground = await ApprovalsGround.start();
});
beforeEach(() => ground.reset());
afterEach(() => ground.sql('update directives_freeze set lifted_at = now()'));
afterAll(() => ground.close());

const freeze = (id = 'web-01') =>
  ground.spine.as({}, () =>
    ground.spine.app.get(Freezes).freeze({ scope: { type: 'probe', id }, reason: 'stop', until: undefined }),
  );
const soon = (ms: number) => new Date(Date.now() + ms).toISOString();

describe('approved for later', () => {
  it('starts when its time has come, not before, and once', async () => {
    const { id, directive } = await ground.held();
    const at = soon(60_000);
    const { body } = await ground.decide('ben', id, { not_before: at }).expect(200);
    expect(body).toMatchObject({ status: 'approved', request: { not_before: at } });
    expect(await ground.starts(directive)).toBe(0);
    const [due] = await ground.sql<{ not_before: Date }>(
      `update approvals_approval set not_before = now() + interval '300 ms' where id = $1 returning not_before`,
      [id],
    );
    await eventually(() => expect(ground.started.map((one) => one.id)).toContain(directive.id));
    const { startedAt } = await ground.directive(directive.id);
    expect(startedAt!.getTime()).toBeGreaterThanOrEqual(due!.not_before.getTime());
    expect(await ground.starts(directive)).toBe(1);
  });

  it('waits while a freeze holds it, and starts when that is lifted', async () => {
    const { id, directive } = await ground.held();
    const passing = await ground.held({ payload: { host: 'db-01' } });
    const { id: frozen } = await freeze();
    await ground.decide('ben', id, { not_before: soon(60_000) }).expect(200);
    await ground
      .decide('ben', passing.id, { not_before: soon(60_000), confirm: 'db-01.example' })
      .expect(200);
    await ground.sql('update approvals_approval set not_before = now() where id = any($1)', [
      [id, passing.id],
    ]);
    await eventually(() => expect(ground.started.map((one) => one.id)).toContain(passing.directive.id));
    expect(await ground.starts(directive)).toBe(0);
    expect(await ground.sql('select released_at from approvals_approval where id = $1', [id])).toEqual([
      { released_at: null },
    ]);
    await ground.spine.as({}, () => ground.spine.app.get(Freezes).lift(frozen));
    await eventually(() => expect(ground.started.map((one) => one.id)).toContain(directive.id));
  });

  it('ends with its window, when it could not start in it', async () => {
    const { id, directive } = await ground.held();
    await ground.decide('ben', id, { not_before: soon(60_000), not_after: soon(120_000) }).expect(200);
    await freeze();
    await ground.sql(
      `update approvals_approval set not_before = now() - interval '2 s', not_after = now() - interval '1 s' where id = $1`,
      [id],
    );
    await eventually(async () =>
      expect(await ground.detail(id)).toMatchObject({
        decision: 'expired',
        directive: { status: 'canceled', error_kind: 'approval_expired' },
      }),
    );
    expect(await ground.starts(directive)).toBe(0);
  });

  it('ends with the window of whoever approved it first, when nobody else did in that time', async () => {
    ground.spine.judge.verdict = { ...HELD, risk: 'critical' };
    const { id, directive } = await ground.held();
    const given = await ground.decide('ben', id, { not_after: soon(120_000) }).expect(200);
    expect(given.body).toMatchObject({ status: 'pending' });
    await ground.sql(`update approvals_approval set not_after = now() - interval '1 ms' where id = $1`, [id]);
    await eventually(async () =>
      expect(await ground.detail(id)).toMatchObject({
        ...{ decision: 'expired', decision_reason: expect.stringContaining('Nobody else approved it') },
        directive: { status: 'canceled', error_kind: 'approval_expired' },
      }),
    );
    expect(await ground.starts(directive)).toBe(0);
  });

  it('ends a day after its time, when nobody said until when', async () => {
    const { id, directive } = await ground.held();
    await ground.decide('ben', id, { not_before: soon(60_000) }).expect(200);
    await ground.sql(`update approvals_approval set not_before = now() - interval '25 h' where id = $1`, [
      id,
    ]);
    await eventually(async () =>
      expect(await ground.detail(id)).toMatchObject({
        ...{ decision: 'expired', decision_reason: expect.stringContaining('within a day') },
        directive: { status: 'canceled', error_kind: 'approval_expired' },
      }),
    );
    expect(await ground.starts(directive)).toBe(0);
  });

  it('is judged again when its time has come', async () => {
    const { id, directive } = await ground.held();
    await ground.decide('ben', id, { not_before: soon(60_000) }).expect(200);
    ground.spine.judge.verdict = { ...HELD, rationale: { policy: 'builtin-v2' } };
    await ground.sql('update approvals_approval set not_before = now() where id = $1', [id]);
    await eventually(async () => expect((await ground.detail(id)).decision).toBe('void'));
    expect(await ground.starts(directive)).toBe(0);
  });

  it('is taken back by whoever asked, as long as it has not started', async () => {
    const { id, directive } = await ground.held();
    await ground.decide('ben', id, { not_before: soon(60_000) }).expect(200);
    await ground.post('ana', `${id}/withdraw`).expect(200);
    await ground.sql('update approvals_approval set not_before = now() where id = $1', [id]);
    expect(await ground.starts(directive)).toBe(0);
  });

  it('ends with what it is for, when that is canceled', async () => {
    const { id, directive } = await ground.held();
    await ground.decide('ben', id, { not_before: soon(60_000) }).expect(200);
    await ground.cancel(directive.id);
    expect((await ground.detail(id)).decision).toBe('withdrawn');
  });

  it('does not start long after it was approved: the yes was for now', async () => {
    const { id, directive } = await ground.held();
    await ground.decide('ben', id).expect(200);
    const { notAfter } = await ground.directive(directive.id);
    expect(notAfter!.getTime()).toBeGreaterThan(Date.now());
    expect(notAfter!.getTime()).toBeLessThanOrEqual(Date.now() + 900_000);
  });
});

describe('while execution is frozen', () => {
  it('nothing is approved for now, and what is denied is denied', async () => {
    const { id, directive } = await ground.held();
    await freeze();
    expect((await ground.decide('ben', id).expect(423)).body).toMatchObject({ code: 'execution_frozen' });
    expect(await ground.starts(directive)).toBe(0);
    await ground.decide('ben', id, { decision: 'denied' }).expect(200);
  });
});

describe('taken back', () => {
  it('is what whoever asked does not want any more; nobody else takes it back', async () => {
    const { id, directive } = await ground.held();
    expect((await ground.post('ben', `${id}/withdraw`).expect(403)).body.code).toBe(
      'approvals.not_requester',
    );
    const { body } = await ground.post('ana', `${id}/withdraw`, { reason: 'wrong host' }).expect(200);
    expect(body).toMatchObject({ decision: 'withdrawn', decided_by: 'Ana', decision_reason: 'wrong host' });
    expect(await ground.directive(directive.id)).toMatchObject({
      status: 'canceled',
      errorKind: 'approval_withdrawn',
      errorMessage: 'wrong host',
    });
    await ground.decide('ben', id).expect(400);
    expect((await ground.post('ana', `${id}/withdraw`).expect(409)).body.code).toBe('approvals.not_pending');
    expect(ground.trail()).toEqual(['approval.requested by Ana', 'approval.withdrawn by Ana']);
  });

  it('may be what a key asked for, by that key', async () => {
    const { id } = await ground.held({}, 'robot');
    await ground.post('robot', `${id}/withdraw`).expect(200);
  });
});

describe('replaced', () => {
  it('is an earlier request by a newer one of the same person, which waits in its place', async () => {
    const old = await ground.held();
    const edited = await ground.held({
      supersedes: old.id,
      payload: { argv: ['systemctl', 'reload', 'nginx'] },
    });
    expect(await ground.detail(old.id)).toMatchObject({
      decision: 'superseded',
      superseded_by: edited.directive.id,
      directive: { status: 'canceled', error_kind: 'approval_superseded' },
    });
    expect(await ground.detail(edited.id)).toMatchObject({ decision: 'pending', supersedes: old.id });
    await ground.decide('ben', old.id).expect(400);
    expect(ground.trail()).toContain('approval.superseded by Ana');
  });

  it.each([
    ["another person's", 'ben', 'approvals.not_requester'],
    ['one that is decided', 'ana', 'approvals.not_pending'],
  ])('is not %s, and then nothing is asked for', async (_what, who, code) => {
    const old = await ground.held();
    if (who === 'ana') await ground.decide('ben', old.id, { decision: 'denied' });
    const [before] = await ground.sql<{ n: string }>('select count(*) n from directives_directive');
    await expect(ground.ask({ supersedes: old.id }, who)).rejects.toMatchObject({ code });
    expect(await ground.sql('select count(*) n from directives_directive')).toEqual([before]);
  });

  it('is nothing by what policy denies', async () => {
    const old = await ground.held();
    ground.spine.judge.verdict = { decision: 'deny' };
    await ground.ask({ supersedes: old.id });
    expect((await ground.detail(old.id)).decision).toBe('pending');
  });
});

describe('broken glass', () => {
  const broken = { breakglass: { reason: 'Service_Outage', confirm: 'web-01.example' } };

  it('starts at once, loudly, and waits for another person to look at it', async () => {
    ground.spine.judge.verdict = { ...HELD, risk: 'critical' };
    const { directive, approval } = await ground.ask(broken);
    expect(directive.gate).toBe('approved');
    expect(await ground.starts(directive)).toBe(1);
    expect(ground.trail()).toEqual(['breakglass.command by Ana']);
    const { body } = await ground.get('ben', '?needs_review=true').expect(200);
    expect(body.approvals).toMatchObject([
      { id: approval!.id, decision: 'approved', breakglass_reason: 'service_outage', needs_review: true },
    ]);
    const own = await ground.post('ana', `${approval!.id}/review`, { note: 'mine' }).expect(403);
    expect(own.body.code).toBe('approvals.own_review');
    await ground.post('robot', `${approval!.id}/review`, { note: 'beep' }).expect(403);
    await ground.post('ben', `${approval!.id}/review`, {}).expect(400);
    const reviewed = await ground
      .post('ben', `${approval!.id}/review`, { note: 'It was right.' })
      .expect(200);
    expect(reviewed.body).toMatchObject({
      needs_review: false,
      reviewed_by: 'Ben',
      review_note: 'It was right.',
    });
    await ground.post('eva', `${approval!.id}/review`, { note: 'again' }).expect(409);
    expect(ground.trail()).toContain('breakglass.reviewed by Ben');
  });

  it('may be looked at by who broke it, where there is nobody else', async () => {
    ground.spine.people.people = ['user:ana'];
    const { approval } = await ground.ask(broken);
    await ground.post('ana', `${approval!.id}/review`, { note: 'Noted.' }).expect(200);
  });

  it.each([
    ['a reason that is not on the list', { reason: 'boredom', confirm: 'web-01.example' }, {}, 'ana'],
    ['no typed name', { reason: 'service_outage' }, {}, 'ana'],
    ['the wrong name', { reason: 'service_outage', confirm: 'web-02.example' }, {}, 'ana'],
    ['a policy without it', broken.breakglass, { breakglass: { enabled: false } }, 'ana'],
    ['a policy against own approvals', broken.breakglass, { self_approval: 'never' }, 'ana'],
    ['a key', broken.breakglass, {}, 'robot'],
    ['somebody who may not approve', broken.breakglass, {}, 'asker'],
  ])('is refused with %s, and nothing is asked for', async (_what, breakglass, rationale, who) => {
    ground.spine.judge.verdict = { ...HELD, rationale: { ...HELD.rationale, ...rationale } };
    const [before] = await ground.sql<{ n: string }>('select count(*) n from directives_directive');
    await expect(ground.ask({ breakglass }, who)).rejects.toMatchObject({
      code: expect.stringMatching(/^approvals\.|^forbidden$/),
    });
    expect(await ground.sql('select count(*) n from directives_directive')).toEqual([before]);
  });

  it('breaks through neither a denial nor a freeze', async () => {
    ground.spine.judge.verdict = { ...HELD, decision: 'deny' };
    const { directive } = await ground.ask(broken);
    expect(directive).toMatchObject({ status: 'canceled', errorKind: 'denied' });
    ground.spine.judge.verdict = HELD;
    await freeze();
    await expect(ground.ask(broken)).rejects.toMatchObject({ code: 'execution_frozen' });
    expect(ground.trail(/^breakglass/)).toEqual([]);
  });

  it('is nothing where nobody would have been asked', async () => {
    ground.spine.judge.verdict = {};
    const { directive, approval } = await ground.ask(broken);
    expect({ gate: directive.gate, approval }).toEqual({ gate: 'none', approval: undefined });
    expect(ground.trail()).toEqual([]);
  });
});
