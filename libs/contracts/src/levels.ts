import { z } from 'zod';

/** What a command needs, or a probe may do, from harmless to everything. */
export const Level = z.enum(['observe', 'diagnose', 'remediate']);
export type Level = z.infer<typeof Level>;

export const Risk = z.enum(['low', 'medium', 'high', 'critical']);
export type Risk = z.infer<typeof Risk>;

const RANK: Record<Level, number> = { observe: 1, diagnose: 2, remediate: 3 };

/** Whether `level` allows what needs `needed`. */
export function covers(level: Level, needed: Level): boolean {
  return RANK[level] >= RANK[needed];
}

/** The stricter demand of two: the higher level. */
export function higher(a: Level, b: Level): Level {
  return RANK[a] >= RANK[b] ? a : b;
}

/** The smaller permission of two: the lower level. */
export function lower(a: Level, b: Level): Level {
  return RANK[a] <= RANK[b] ? a : b;
}
