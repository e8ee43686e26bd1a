import { record } from './answers.js';
import { INTERRUPTED, Refusal, Unreachable } from './failure.js';
import { exitCodeOf, isOver, progressOf, showRollout } from './rollout-show.js';
import type { Session } from './session.js';
import { clean } from './terminal.js';

const LOOK_EVERY_MS = 1_000;

/**
 * Says whenever a rollout has come further, until its end. Ctrl-C leaves; the rollout goes on without whoever watches.
 * A server that cannot be reached or answer for a while does not end it: nothing is asked for but how far it is.
 */
export async function follow(session: Session, id: string, first: Record<string, unknown>): Promise<number> {
  const { terminal, around, json } = session;
  let left = false;
  let leave: () => void = () => undefined;
  const leaving = new Promise<void>((resolve) => (leave = resolve));
  const stop = around.onInterrupt(() => {
    left = true;
    leave();
  });
  try {
    let rollout = first;
    let said = '';
    for (;;) {
      const now = json ? JSON.stringify(rollout) : progressOf(rollout);
      if (now !== said && json) terminal.line(now);
      if (now !== said && !json) terminal.note(now);
      said = now;
      if (isOver(rollout)) break;
      await Promise.race([around.wait(LOOK_EVERY_MS), leaving]);
      if (left) {
        terminal.note(`It goes on without you. To end it: legatorctl rollouts stop ${clean(id)}`);
        return INTERRUPTED;
      }
      rollout = (await look(session, id)) ?? rollout;
    }
    if (!json) showRollout(session, rollout);
    return exitCodeOf(rollout);
  } finally {
    stop();
  }
}

async function look({ api }: Session, id: string): Promise<Record<string, unknown> | undefined> {
  try {
    return record(await api.get(`/api/v1/rollouts/${encodeURIComponent(id)}`));
  } catch (failure) {
    // 4xx will not change by asking again; a broken line or a busy server may.
    if (failure instanceof Unreachable || (failure instanceof Refusal && isPassing(failure)))
      return undefined;
    throw failure;
  }
}

function isPassing({ status }: Refusal): boolean {
  return status >= 500 || status === 429;
}
