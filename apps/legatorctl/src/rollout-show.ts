import { record, rows, text } from './answers.js';
import { DENIED, ERROR, PENDING } from './failure.js';
import type { Session } from './session.js';
import { clean } from './terminal.js';

type Rollout = Record<string, unknown>;

const OVER = ['succeeded', 'failed', 'stopped', 'denied', 'canceled'];

/** Whether nothing of it can happen any more. */
export function isOver(rollout: Rollout): boolean {
  return OVER.includes(text(rollout['state']));
}

/** 0 done, 1 failed or stopped, 3 waits for approval, 4 denied. */
export function exitCodeOf(rollout: Rollout): number {
  const state = text(rollout['state']);
  if (state === 'denied') return DENIED;
  if (state === 'pending_approval') return PENDING;
  return isOver(rollout) && state !== 'succeeded' ? ERROR : 0;
}

/** How far it is, on one line. */
export function progressOf(rollout: Rollout): string {
  const counts = record(rollout['counts']);
  const parts = ['succeeded', 'failed', 'running', 'waiting', 'skipped', 'not_run']
    .filter((name) => Number(counts[name]) > 0)
    .map((name) => `${text(counts[name])} ${name.replace('_', ' ')}`);
  const state = text(rollout['state']).replace('_', ' ');
  const why = text(rollout['reason'] ?? rollout['waits_for']);
  return clean(`${state}, wave ${text(rollout['wave'])}: ${parts.join(', ')}${why ? ` (${why})` : ''}`);
}

/** Everything about one rollout, for a person. */
export function showRollout({ terminal }: Session, rollout: Rollout): void {
  const settings = record(rollout['settings']);
  const line = rollout['line'] ?? (Array.isArray(rollout['argv']) ? rollout['argv'].join(' ') : '');
  terminal.facts([
    ['rollout', text(rollout['id'])],
    ['command', text(line)],
    ['progress', progressOf(rollout)],
    ['at a time', text(settings['max_concurrent'])],
    ['errors allowed', text(settings['max_errors'])],
    ['canaries', text(settings['canary'])],
    ['healthy for', `${text(settings['health_seconds'])} s between waves`],
    ['approval', text(rollout['approval_id'])],
    ['asked by', text(record(rollout['requested_by'])['name'])],
  ]);
  const targets = rows(rollout, 'targets');
  if (targets.length === 0) return;
  terminal.line();
  terminal.table(
    ['HOST', 'STATE', 'WAVE', 'REQUEST', 'WHY'],
    targets.map((target) =>
      ['hostname', 'state', 'wave', 'request_id', 'reason'].map((name) => text(target[name])),
    ),
  );
  if (rollout['truncated'] === true) terminal.note('There are more hosts than are shown.');
}
