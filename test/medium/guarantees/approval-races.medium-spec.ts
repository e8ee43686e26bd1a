import type { Risk, SelfApproval } from '@legator/contracts';
import { explains, MOVES, statesAfter } from '../../support/evil/approval-model.js';
import type { Move, Outcome, Terms } from '../../support/evil/approval-model.js';
import { rounds, Seeded, seedOf } from '../../support/evil/seeded.js';
import { eventually } from '../../support/spine.js';
import { ApprovalsGround, HELD } from '../approvals/approvals-ground.js';

const RACES = rounds('LEGATOR_SOAK_RACES', 300);
const SEED = seedOf('LEGATOR_SOAK_SEED', 13);

jest.setTimeout(7_200_000);

interface Race {
  readonly terms: Terms;
  readonly moves: readonly Move[];
  readonly outcomes: readonly Outcome[];
  readonly directive: string;
  readonly approval: string;
}

describe(`decisions that come at the same time (seed ${SEED})`, () => {
  const rng = new Seeded(SEED);
  let ground: ApprovalsGround;

  beforeAll(async () => {
    ground = await ApprovalsGround.start();
  });
  afterAll(() => ground?.close());

  const make = (approval: string, directive: string, { who, what }: Move): Promise<number> => {
    const answer = ({ status }: { status: number }) => status;
    switch (what) {
      case 'approve':
        return ground.decide(who, approval).then(answer);
      case 'deny':
        return ground.decide(who, approval, { decision: 'denied' }).then(answer);
      case 'withdraw':
        return ground.post(who, `${approval}/withdraw`, { reason: 'not needed' }).then(answer);
      case 'cancel':
        return ground.cancel(directive).then(
          () => 200,
          () => 409,
        );
      case 'lapse':
        // The very millisecond in which the others decide.
        return ground
          .sql('update approvals_approval set expires_at = $2 where id = $1', [approval, new Date()])
          .then(() => 200);
    }
  };

  const race = async (): Promise<Race> => {
    const terms: Terms = {
      risk: rng.pick<Risk>(['low', 'medium', 'high', 'critical']),
      selfApproval: rng.pick<SelfApproval>(['never', 'medium', 'any']),
      second: rng.chance(0.3),
    };
    const rationale = {
      ...HELD.rationale,
      self_approval: terms.selfApproval,
      ...(terms.second && { require_second_approver: true }),
    };
    ground.spine.judge.verdict = { ...HELD, risk: terms.risk, rationale };
    const { id: approval, directive } = await ground.held();
    const moves = Array.from({ length: 2 + rng.below(4) }, () => rng.pick(MOVES));
    const outcomes = await Promise.all(
      moves.map(async (move): Promise<Outcome> => {
        const status = await make(approval, directive.id, move);
        if (status >= 500) throw new Error(`${move.who} ${move.what}: ${status}`);
        return status < 300 ? 'done' : 'refused';
      }),
    );
    return { terms, moves, outcomes, directive: directive.id, approval };
  };

  it('come to what they would come to one after the other, in some order, and start what was approved exactly once', async () => {
    ground.reset();
    const races: Race[] = [];
    // One after the other: what the judge says belongs to one of them.
    while (races.length < RACES) races.push(await race());
    const rows = () =>
      ground.sql<{ id: string; state: string; over: boolean }>(
        `select id, state, expires_at <= now() as over from approvals_approval`,
      );
    await eventually(async () => {
      expect((await rows()).filter(({ state, over }) => state === 'pending' && over)).toEqual([]);
    }, 30_000);
    const states = new Map((await rows()).map(({ id, state }) => [id, state]));
    const approved = races.filter(({ approval }) => states.get(approval) === 'approved');
    const canceled = ({ moves }: Race) => moves.some(({ what }) => what === 'cancel' || what === 'withdraw');
    const startsOf = (id: string) => ground.started.filter((one) => one.id === id).length;
    await eventually(() => {
      const waiting = approved.filter((one) => !canceled(one) && startsOf(one.directive) === 0);
      expect(waiting).toEqual([]);
    }, 30_000);
    // Whatever was asked for later has started: nothing that could start more of the others is still to come.
    await ground.starts({ id: races[0]!.directive });
    const wrong = races.filter((one) => {
      const state = states.get(one.approval)!;
      const starts = startsOf(one.directive);
      const right = state === 'approved' ? (canceled(one) ? starts <= 1 : starts === 1) : starts === 0;
      return !right || !explains(one.terms, one.moves, one.outcomes, state);
    });
    expect(
      wrong.map(({ terms, moves, outcomes, approval, directive }) => ({
        terms,
        moves: moves.map(({ who, what }, at) => `${who} ${what}: ${outcomes[at]}`),
        state: states.get(approval),
        starts: startsOf(directive),
        could: statesAfter(terms, moves),
      })),
    ).toEqual([]);
    // The races were races: many a move came too late, and every end was seen.
    expect(new Set(states.values())).toEqual(
      new Set(['pending', 'approved', 'denied', 'withdrawn', 'expired']),
    );
    expect(races.filter(({ outcomes }) => outcomes.includes('refused')).length).toBeGreaterThan(RACES / 4);
  });
});
