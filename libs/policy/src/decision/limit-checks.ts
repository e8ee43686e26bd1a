import { capturesOf } from '@legator/shell';
import { describeWindow, isOpen } from './change-window.js';
import { isChange, type Check } from './facts.js';

/** Changes wait while no window is open. */
export const windowCheck: Check = function* ({ document }, facts) {
  const { windows = [], outside_windows: then } = document;
  if (windows.length === 0 || !isChange(facts)) return;
  const open = windows.find((window) => isOpen(window, facts.now));
  const value = facts.now.toISOString();
  const threshold = windows.map(describeWindow).join('; ');
  const looked = { code: 'policy.window', source: 'clock', value, comparator: 'within', threshold };
  yield open
    ? { ...looked, text: `It is within the window ${describeWindow(open)}.` }
    : { ...looked, then, text: `Changes run without a person only ${threshold}.` };
};

/** Changes that nobody could compare afterwards with what was there before. */
export const captureCheck: Check = function* ({ document }, facts) {
  if (document.capture !== 'required' || !isChange(facts)) return;
  const { judgement, target } = facts;
  const seen = capturesOf({ level: judgement.level, effects: judgement.effects ?? [] }).length;
  const looked = { code: 'policy.capture', source: 'judge', comparator: '>=', threshold: 1 };
  if (target.captures && seen > 0)
    yield { ...looked, value: seen, text: 'What it touches is looked at before and after.' };
  else
    yield {
      ...{ ...looked, value: target.captures ? seen : 0, then: 'queue' },
      text: target.captures
        ? 'The policy wants changes to be looked at before and after, and of this one nothing can be.'
        : 'The policy wants changes to be looked at before and after, and this probe does not look.',
    };
};

/** Commands within an hour, this one counted. */
export const rateCheck: Check = function* ({ document }, { counts }) {
  const { rate } = document;
  if (!rate) return;
  const limits = [
    ['probe', rate.per_probe, counts.probe, 'this probe'],
    ['tenant', rate.per_tenant, counts.tenant, 'all probes together'],
  ] as const;
  for (const [name, most, before, where] of limits) {
    if (most === undefined) continue;
    const value = before + 1;
    yield {
      ...{ code: `policy.rate_${name}`, source: 'last_hour', value, comparator: '<=', threshold: most },
      ...(value > most && { then: rate.then }),
      text: `It would be command ${value} within an hour on ${where}; the policy lets ${most} run.`,
    };
  }
};

/** How many probes one request addresses. */
export const targetsCheck: Check = function* ({ document }, { counts }) {
  const { max_targets: most } = document;
  if (most === undefined) return;
  yield {
    ...{
      code: 'policy.max_targets',
      source: 'request',
      value: counts.targets,
      comparator: '<=',
      threshold: most,
    },
    ...(counts.targets > most && { then: 'queue' as const }),
    text: `It addresses ${counts.targets} probes at once; the policy lets ${most} go without a person.`,
  };
};

/** How long a command may run; none and 0 set no limit. */
export const runtimeCheck: Check = function* ({ document }, { command }) {
  const { max_runtime_sec: most } = document;
  if (!most) return;
  const value = Math.ceil(command.timeoutMs / 1_000);
  yield {
    ...{ code: 'policy.max_runtime', source: 'request', value, comparator: '<=', threshold: most },
    ...(command.timeoutMs > most * 1_000 && { then: 'deny' as const }),
    text: `It may take ${value} s; the policy lets commands run for ${most} s.`,
  };
};
