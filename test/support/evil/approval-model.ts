import type { Risk, SelfApproval } from '@legator/contracts';

/** What policy said when it was asked for. Ana asked; Ben and Eva are there besides. */
export interface Terms {
  readonly risk: Risk;
  readonly selfApproval: SelfApproval;
  readonly second: boolean;
}

export interface Move {
  readonly who: 'ana' | 'ben' | 'eva';
  readonly what: 'approve' | 'deny' | 'withdraw' | 'cancel' | 'lapse';
}
export type Outcome = 'done' | 'refused';

const people = ['ana', 'ben', 'eva'] as const;

/** What may happen to a request; decisions more often than the rest. */
export const MOVES: readonly Move[] = [
  ...people.map((who) => ({ who, what: 'approve' }) as const),
  ...people.map((who) => ({ who, what: 'approve' }) as const),
  ...people.map((who) => ({ who, what: 'deny' }) as const),
  { who: 'ana', what: 'withdraw' },
  { who: 'ben', what: 'withdraw' },
  { who: 'ana', what: 'cancel' },
  { who: 'ana', what: 'lapse' },
];

interface State {
  readonly is: string;
  readonly votes: readonly string[];
  readonly lapsed: boolean;
}

const FRESH: State = { is: 'pending', votes: [], lapsed: false };
const OWN_UP_TO: Record<SelfApproval, readonly Risk[]> = {
  never: [],
  medium: ['low', 'medium'],
  any: ['low', 'medium', 'high'],
};

/** The rules once more, as short as they can be said: what one move does to a request. Nothing when it is refused. */
function after(state: State, { who, what }: Move, { risk, selfApproval, second }: Terms): State | undefined {
  if (what === 'lapse') return { ...state, lapsed: true };
  if (state.is !== 'pending') return undefined;
  if (what === 'withdraw') return who === 'ana' ? { ...state, is: 'withdrawn' } : undefined;
  if (what === 'cancel') return { ...state, is: 'withdrawn' };
  if (state.lapsed) return undefined;
  if (what === 'deny') return { ...state, is: 'denied' };
  if (state.votes.includes(who)) return undefined;
  if (who === 'ana' && !OWN_UP_TO[selfApproval].includes(risk)) return undefined;
  const votes = [...state.votes, who];
  const needed = risk === 'critical' || second ? 2 : 1;
  return { ...state, votes, is: votes.length < needed ? 'pending' : 'approved' };
}

function end({ is, lapsed }: State): string {
  return is === 'pending' && lapsed ? 'expired' : is;
}

/** Whether some order of these moves, one after the other, gives each its outcome and this end. */
export function explains(
  terms: Terms,
  moves: readonly Move[],
  outcomes: readonly Outcome[],
  state: string,
): boolean {
  return search(terms, moves, (at, done) => (outcomes[at] === 'done') === done || isLoose(moves[at]!)).has(
    state,
  );
}

/** Every end that these moves can come to. */
export function statesAfter(terms: Terms, moves: readonly Move[]): string[] {
  return [...search(terms, moves, () => true)];
}

/** What was approved may be running, and is stopped then: that is no move of the request's. */
function isLoose({ what }: Move): boolean {
  return what === 'cancel';
}

function search(
  terms: Terms,
  moves: readonly Move[],
  fits: (at: number, done: boolean) => boolean,
): Set<string> {
  const ends = new Set<string>();
  const walk = (state: State, left: readonly number[]) => {
    if (left.length === 0) ends.add(end(state));
    // The sweeper may come at any moment after the time is over.
    if (state.lapsed && state.is === 'pending' && left.length > 0) walk({ ...state, is: 'expired' }, left);
    for (const at of left) {
      const next = after(state, moves[at]!, terms);
      if (fits(at, next !== undefined))
        walk(
          next ?? state,
          left.filter((other) => other !== at),
        );
    }
  };
  walk(
    FRESH,
    moves.map((_, at) => at),
  );
  return ends;
}
