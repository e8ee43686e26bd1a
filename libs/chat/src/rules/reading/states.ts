import type { FactCondition } from '@legator/fleet';
import type { Parts } from './understood.js';

/** Hosts that are in the states that were named. */
export function statesIn({ states, has }: Parts): FactCondition[] {
  return states.flatMap((state): FactCondition[] => {
    const is = (value: string): FactCondition => ({ field: 'status', op: has('not') ? 'ne' : 'eq', value });
    if (state === 'offline' || state === 'degraded' || state === 'pending') return [is(state)];
    if (state === 'online' || state === 'up') return [{ field: 'connected', op: 'eq', value: !has('not') }];
    return [];
  });
}
