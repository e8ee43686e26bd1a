import type { ChatRunPart, ChatRunState, ChatRunTarget } from '@legator/contracts';
import type { ProbeView } from '../app/core/api/models';
import { newRequestId } from '../app/run/request-id';
import type { DemoRun } from './chat-fixtures';
import type { DemoCommands } from './demo-commands';

/** A command as a block of an answer, on all of these probes alike. */
export function runPart(
  command: string,
  target: string,
  probes: readonly ProbeView[],
  { state, took }: { readonly state: ChatRunState; readonly took: number | null },
): ChatRunPart {
  const isDone = state === 'succeeded';
  const outputs = [
    `Mounted on  Use%  Avail\n/            41%  22G\n/var         38%  14G\n`,
    `Mounted on  Use%  Avail\n/            93%   2G\n/var         87%   4G\n`,
  ];
  return {
    ...{
      type: 'run',
      step_id: crypto.randomUUID(),
      command,
      reason: '',
      target,
      level: 'observe',
      risk: 'low',
    },
    targets: probes.map(({ id, hostname }, at) => ({
      ...{ probe_id: id, hostname, state, request_id: null, directive_id: null, approval_id: null },
      ...{ exit_code: isDone ? 0 : null, duration_ms: took, group: isDone ? (at % 6 === 5 ? 1 : 0) : null },
    })),
    groups: isDone
      ? outputs.map((output, at) => ({
          ...{ output, error_output: '', exit_code: 0, hidden_lines: 0 },
          probes: probes.filter((_, index) => (index % 6 === 5 ? 1 : 0) === at).length,
        }))
      : [],
    ...{ done: isDone ? probes.length : 0, duration_ms: took },
  };
}

/** Begins it on these probes of the demo, and tells how it stands whenever it is asked. */
export function runFor(
  commands: DemoCommands,
  line: string,
  probes: readonly ProbeView[],
  target: string,
): DemoRun {
  const stepId = crypto.randomUUID();
  const begun = probes.map((probe) => {
    const id = newRequestId();
    commands.begin(id, probe.id, line);
    return { probe, id };
  });
  const started = Date.now();
  const now = (): ChatRunPart => {
    const groups: ChatRunPart['groups'] = [];
    const targets = begun.map(({ probe, id }) => targetNow(commands, probe, id, groups));
    const isOver = targets.every(({ state }) => !/waiting|running/.test(state));
    return {
      ...{ type: 'run', step_id: stepId, command: line, reason: '', target, level: 'observe', risk: 'low' },
      ...{ targets, groups, done: targets.filter(({ state }) => !/waiting|running/.test(state)).length },
      duration_ms: isOver ? Date.now() - started : null,
    };
  };
  return {
    first: now(),
    next: now,
    // Who waits for a person waits longer than the demo's answer.
    isOver: ({ targets }) => targets.every(({ state }) => !/waiting|running/.test(state)),
  };
}

function targetNow(
  commands: DemoCommands,
  { id, hostname }: ProbeView,
  request: string,
  groups: ChatRunPart['groups'],
): ChatRunTarget {
  const view = commands.find(request);
  const result = view?.result;
  const state: ChatRunState =
    view?.state === 'pending_approval'
      ? 'waiting'
      : view?.state === 'denied'
        ? 'denied'
        : view?.state === 'canceled'
          ? 'canceled'
          : result
            ? (result.exit_code ?? 1) === 0
              ? 'succeeded'
              : 'failed'
            : 'running';
  return {
    ...{ probe_id: id, hostname, state, request_id: request, directive_id: null },
    ...{ approval_id: view?.approval_id ?? null, exit_code: result?.exit_code ?? null },
    ...{
      duration_ms: null,
      group: result ? groupOf(groups, result.stdout ?? '', result.exit_code ?? null) : null,
    },
  };
}

function groupOf(groups: ChatRunPart['groups'], output: string, exitCode: number | null): number {
  const at = groups.findIndex((one) => one.output === output && one.exit_code === exitCode);
  if (at < 0)
    return groups.push({ output, error_output: '', exit_code: exitCode, probes: 1, hidden_lines: 0 }) - 1;
  const found = groups[at];
  if (found) groups[at] = { ...found, probes: found.probes + 1 };
  return at;
}
