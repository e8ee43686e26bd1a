import type { FactCondition } from '@legator/fleet';
import type { Base, State } from './concepts.js';
import type { Parts } from './understood.js';

const OF_HOSTS: readonly State[] = ['offline', 'online', 'degraded', 'pending'];
const STATUSES: Partial<Record<State, readonly string[]>> = {
  ...{ offline: ['offline'], degraded: ['degraded'], pending: ['pending'] },
  ...{ online: ['online', 'degraded'], up: ['online', 'degraded'] },
};
/** What runs by itself: "what system is it running" asks for no host that runs. */
const RUNNING: ReadonlySet<Base> = new Set([
  'service',
  'process',
  'kernel',
  'os',
  'version',
  'arch',
  'package',
]);

/** Those that hosts are in, here: what `statesIn` makes conditions of. */
export function hostStates({ bases, words }: Parts): readonly State[] {
  return words.length > 0 || bases.some((base) => RUNNING.has(base)) ? OF_HOSTS : [...OF_HOSTS, 'up'];
}

/** Hosts that are in one of the states that were named, and in none of the denied. */
export function statesIn(parts: Parts): FactCondition[] {
  const of = hostStates(parts);
  const are = parts.states.filter((state) => of.includes(state));
  const not = parts.notStates.filter((state) => of.includes(state));
  return [...anyOf(are), ...not.map((state) => conditionOf(state, true))];
}

/** A host is in one state at a time: several are either. */
function anyOf(states: readonly State[]): FactCondition[] {
  const [first] = states;
  if (first === undefined) return [];
  const value = [...new Set(states.flatMap((state) => STATUSES[state]!))];
  const same = value.length === STATUSES[first]!.length;
  return [same ? conditionOf(first, false) : { field: 'status', op: 'in', value }];
}

function conditionOf(state: State, not: boolean): FactCondition {
  if (state === 'online' || state === 'up') return { field: 'connected', op: 'eq', value: !not };
  return { field: 'status', op: not ? 'ne' : 'eq', value: state };
}
