import { eventually } from '../../support/spine.js';
import { ApprovalsGround, HELD } from './approvals-ground.js';

let ground: ApprovalsGround;
beforeAll(async () => {
  ground = await ApprovalsGround.start();
});
beforeEach(() => ground.reset());
afterAll(() => ground.close());

/** What somebody with the database in hand could change, before the decision or after it. */
const SWAPS: [string, string][] = [
  ['one byte of a word', `payload = jsonb_set(payload, '{argv,2}', '"nginy"')`],
  ['a word more', `payload = jsonb_set(payload, '{argv}', payload->'argv' || '["--force"]')`],
  ['the directory', `payload = payload || '{"cwd":"/"}'`],
  ['the host in the payload', `payload = payload || '{"host":"db-01"}'`],
  ['the target', `subject_id = 'db-01'`],
  ['the level', `level = 'diagnose'`],
  ['the risk', `risk = 'low'`],
  ['the policy it was judged by', `rationale = '{"policy":"mine"}'`],
  ['a payload that is none', `payload = '{"argv":7}'`],
];

describe('an approval is for what was asked for, to the letter', () => {
  it.each(SWAPS)('is void when %s was swapped before the decision', async (what, change) => {
    const { id, directive } = await ground.held();
    await ground.sql(`update directives_directive set ${change} where id = $1`, [directive.id]);
    const { body } = await ground.decide('ben', id).expect(409);
    expect(body).toMatchObject({ code: 'approvals.void', decision: 'void' });
    expect((body.changes as unknown[]).length).toBeGreaterThan(0);
    const detail = await ground.detail(id);
    expect(detail).toMatchObject({
      decision: 'void',
      directive: { status: 'canceled', error_kind: 'approval_void' },
    });
    expect(detail.changes).toEqual(body.changes);
    expect(ground.trail()).toContain('approval.voided by Ben');
    expect({ what, starts: await ground.starts(directive) }).toEqual({ what, starts: 0 });
  });

  it.each(SWAPS)('is refused when %s was swapped after the decision', async (what, change) => {
    const { id, directive } = await ground.held({ scheduledAt: new Date(Date.now() + 3_600_000) });
    await ground.decide('ben', id).expect(200);
    await ground.sql(`update directives_directive set ${change}, scheduled_at = now() where id = $1`, [
      directive.id,
    ]);
    await eventually(async () =>
      expect(await ground.directive(directive.id)).toMatchObject({
        status: 'canceled',
        errorKind: 'approval_void',
      }),
    );
    expect({ what, starts: await ground.starts(directive) }).toEqual({ what, starts: 0 });
    expect(await ground.detail(id)).toMatchObject({ decision: 'void', changes: expect.any(Array) });
    expect(ground.trail()).toContain('approval.voided by system');
  });

  it('is used once: not again by the same directive', async () => {
    const { id, directive } = await ground.held();
    await ground.decide('ben', id).expect(200);
    expect(await ground.starts(directive)).toBe(1);
    await ground.sql(`update directives_directive set status = 'canceled' where id = $1`, [directive.id]);
    await ground.sql(`update directives_directive set status = 'requested' where id = $1`, [directive.id]);
    expect(await ground.starts(directive)).toBe(1);
    await eventually(async () => expect((await ground.directive(directive.id)).status).toBe('canceled'));
  });

  it('is not lent to another directive', async () => {
    const first = await ground.held({ scheduledAt: new Date(Date.now() + 3_600_000) });
    const second = await ground.held();
    await ground.decide('ben', first.id).expect(200);
    await ground.sql(`update directives_directive set gate = 'approved', approval_id = $2 where id = $1`, [
      second.directive.id,
      first.id,
    ]);
    expect(await ground.starts(second.directive)).toBe(0);
    // Nor is it used up by whoever tried to borrow it.
    expect((await ground.detail(first.id)).decision).toBe('approved');
    await ground.sql('update directives_directive set scheduled_at = now() where id = $1', [
      first.directive.id,
    ]);
    expect(await ground.starts(first.directive)).toBe(1);
  });

  it('is not made up: a gate that says approved without one opens nothing', async () => {
    const { directive } = await ground.held();
    await ground.sql(`update directives_directive set gate = 'approved' where id = $1`, [directive.id]);
    await eventually(async () => expect((await ground.directive(directive.id)).status).toBe('canceled'));
    expect(await ground.starts(directive)).toBe(0);
    expect(ground.trail(/^directive\.canceled/)).toHaveLength(1);
  });

  it.each([
    ['the policy is another', { rationale: { policy: 'builtin-v2' } }, 'policy'],
    ['the risk is another', { risk: 'high' as const }, 'risk'],
  ])('is void when %s by then', async (_what, over, field) => {
    const { id, directive } = await ground.held();
    ground.spine.judge.verdict = { ...HELD, ...over };
    const { body } = await ground.decide('ben', id).expect(409);
    expect(body.changes).toEqual([expect.objectContaining({ field })]);
    expect(await ground.starts(directive)).toBe(0);
  });

  it('is void when policy denies by then what it held before', async () => {
    const { id, directive } = await ground.held();
    ground.spine.judge.verdict = { ...HELD, decision: 'deny' };
    const { body } = await ground.decide('ben', id).expect(409);
    expect(body.message).toContain('Policy denies it now');
    expect(await ground.starts(directive)).toBe(0);
  });

  it('holds what a version before this one left undecided to be void', async () => {
    const { id } = await ground.held();
    await ground.sql(`update approvals_approval set bound_hash = '', bound = '{}' where id = $1`, [id]);
    await ground.decide('ben', id).expect(409);
  });
});
