import type { PolicyChange, PolicyDocument } from '@legator/contracts';

type Effect = PolicyChange['effect'];
/** From strict to loose. */
const ORDERS: Readonly<Record<string, readonly unknown[]>> = {
  level: ['observe', 'diagnose', 'remediate'],
  sandbox: ['required', 'preferred'],
  self_approval: ['never', 'medium', 'any'],
  outside_windows: ['deny', 'queue'],
  approval_mode: ['two_person', 'every_action', 'plan_first', 'mutation_gate', 'none'],
  require_second_approver: [true, false],
};
/** Lists of what is held back: more of them is stricter. */
const HOLDING = ['blocked', 'block', 'paths', 'services', 'hosts'];
const LIMITS = ['max_targets', 'max_runtime_sec'];

/** What differs between two versions, field by field, and which way it goes. Names and descriptions grant nothing. */
export function diffDocuments(was: PolicyDocument, becomes: PolicyDocument): PolicyChange[] {
  const keys = [...new Set([...Object.keys(was), ...Object.keys(becomes)])] as (keyof PolicyDocument)[];
  return keys
    .filter((key) => !same(was[key], becomes[key]))
    .map((key) => ({
      path: key,
      was: was[key] ?? null,
      becomes: becomes[key] ?? null,
      effect: effectOf(key, was[key], becomes[key]),
    }));
}

function effectOf(key: string, was: unknown, becomes: unknown): Effect {
  if (key === 'capture') return becomes === 'required' ? 'stricter' : 'looser';
  const order = ORDERS[key];
  if (order) return order.indexOf(becomes) < order.indexOf(was) ? 'stricter' : 'looser';
  if (HOLDING.includes(key)) return byContent(was, becomes);
  if (LIMITS.includes(key)) return limitOf(becomes) < limitOf(was) ? 'stricter' : 'looser';
  if (['rate', 'capacity'].includes(key) && (was === undefined || becomes === undefined))
    return was === undefined ? 'stricter' : 'looser';
  return 'other';
}

function byContent(was: unknown, becomes: unknown): Effect {
  const before = new Set(listOf(was));
  const after = new Set(listOf(becomes));
  if ([...before].every((one) => after.has(one))) return 'stricter';
  return [...after].every((one) => before.has(one)) ? 'looser' : 'other';
}

function listOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map((one) => JSON.stringify(one)) : [];
}

/** None, and 0 for a time, means no limit. */
function limitOf(value: unknown): number {
  return typeof value === 'number' && value > 0 ? value : Infinity;
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
