/**
 * Places between two steps that must hold whatever dies there: what is done before is kept, what comes after is done
 * once, or said not to be known.
 */
export const FAIL_POINTS = [
  // The control plane, from asking to acknowledging.
  'request.judged',
  'request.committed',
  'approval.committed',
  'directives.claimed',
  'dispatch.committed',
  'dispatch.sent',
  'acceptance.noted',
  'result.stored',
  // The probe, from taking to telling.
  'probe.accepted',
  'probe.started',
  'probe.finished',
] as const;
export type FailPoint = (typeof FAIL_POINTS)[number];

const HOOK = Symbol.for('legator.fail-point');

/**
 * Does nothing, unless code in this very process has put a hook here, as a test does before it starts the program. No
 * setting, no variable of the environment and nothing that arrives can: whoever can has the process anyway.
 */
export function failPoint(name: FailPoint): void {
  (globalThis as { [HOOK]?: (name: FailPoint) => void })[HOOK]?.(name);
}
