import { findContext, may, runWith } from '@legator/core';
import type { Turn } from '../turns/turn.js';

/** What is read is read as whoever asked: their tenant, and what they may see of it. */
export function asPerson<T>({ actor }: Pick<Turn, 'actor'>, work: () => Promise<T>): Promise<T> {
  return runWith({ ...findContext(), actor }, work);
}

export function readable({ actor }: Pick<Turn, 'actor'>): boolean {
  return may(actor, 'fleet:read');
}
