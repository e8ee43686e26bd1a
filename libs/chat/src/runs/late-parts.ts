import type { ChatPart, ChatRunState } from '@legator/contracts';
import { isDeepStrictEqual } from 'node:util';
import { storable } from '../storable.js';
import { Answer } from '../turns/answer.js';
import { sizedPart } from '../turns/part-size.js';
import { stepOf } from '../turns/part-steps.js';
import { isEnded, partOf } from './run-view.js';
import type { RunView } from './run-view.js';

type PlanStep = Extract<ChatPart, { type: 'plan' }>['steps'][number];

/**
 * The blocks of an answer whose turn is over, with all its commands as they stand now, and which of them are new by
 * that.
 */
export function latePartsOf(
  parts: readonly ChatPart[],
  views: readonly RunView[],
): { parts: readonly ChatPart[]; changed: readonly ChatPart[] } {
  const byCall = new Map(views.map((view) => [view.run.callId, view]));
  const answer = new Answer();
  for (const part of parts) answer.show(part);
  const changed: ChatPart[] = [];
  for (const part of parts) {
    const now = standing(part, byCall);
    const kept = storable(sizedPart(now, answer.roomFor(now)));
    if (stepOf(part) === undefined || isDeepStrictEqual(kept, part)) continue;
    answer.show(kept);
    changed.push(kept);
  }
  for (const view of views.filter(({ run }) => !isShown(parts, run.callId))) {
    const part = partOf(view);
    const kept = storable(sizedPart(part, answer.roomFor(part)));
    answer.show(kept);
    changed.push(kept);
  }
  return { parts: answer.parts, changed };
}

/** What was asked for in the last moment of a turn has no block yet. */
function isShown(parts: readonly ChatPart[], callId: string): boolean {
  return parts.some((part) => {
    if (part.type === 'plan') return part.steps.some((_, at) => callId === `${part.step_id}.${at + 1}`);
    return stepOf(part) === callId;
  });
}

function standing(part: ChatPart, views: ReadonlyMap<string, RunView>): ChatPart {
  if (part.type === 'run') {
    const view = views.get(part.step_id);
    return view ? partOf(view) : part;
  }
  if (part.type !== 'plan') return part;
  const steps = part.steps.map((step, at) =>
    stepNow(step, views.get(`${part.step_id}.${at + 1}`), part.steps.length),
  );
  return { ...part, steps };
}

/** Whatever was not begun when the turn ended never will be. */
function stepNow(step: PlanStep, view: RunView | undefined, runs: number): PlanStep {
  if (view) return { ...step, run: partOf(view, runs), state: stateOf(view) };
  return step.state === 'succeeded' || step.state === 'failed' ? step : { ...step, state: 'skipped' };
}

function stateOf({ hosts }: RunView): PlanStep['state'] {
  const has = (state: ChatRunState) => hosts.some((host) => host.state === state);
  if (has('waiting')) return 'waiting';
  if (!hosts.every(isEnded)) return 'running';
  const ok = hosts.every(({ state }) => state === 'succeeded' || state === 'skipped');
  return ok && has('succeeded') ? 'succeeded' : 'failed';
}
