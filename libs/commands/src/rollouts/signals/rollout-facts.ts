import type { Rollout } from '../rollout.js';

/** What every fact about a rollout is about. */
export function aboutRollout({ id, directiveId }: Rollout) {
  return { subject: { type: 'rollout', id }, alsoAbout: [{ type: 'directive', id: directiveId }] };
}

/** How it goes over its hosts. */
export function paceOf({ total, maxConcurrent, maxErrors, canary, healthMs }: Rollout) {
  return {
    hosts: total,
    max_concurrent: maxConcurrent,
    max_errors: maxErrors,
    canary,
    health_seconds: healthMs / 1_000,
  };
}

/** "1 host", "20 hosts". */
export function hosts(n: number): string {
  return n === 1 ? '1 host' : `${n} hosts`;
}
