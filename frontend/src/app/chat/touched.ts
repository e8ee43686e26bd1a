import type { ChatMessage, ChatRunPart } from '../core/api/models';

/** A probe that a command of the conversation ran on, or was asked for. */
export interface TouchedProbe {
  readonly id: string;
  readonly hostname: string;
  readonly state: 'waiting' | 'running' | 'changed' | 'read' | 'failed' | 'denied';
}

/** Those that need somebody first, then the latest; each once, by what became of its last command. */
export function touchedProbes(messages: readonly ChatMessage[]): readonly TouchedProbe[] {
  const found = new Map<string, TouchedProbe>();
  for (const run of runsOf(messages))
    for (const { probe_id: id, hostname, state } of run.targets) {
      const how = stateOf(state, run);
      if (how === undefined) continue;
      const before = found.get(id);
      found.delete(id);
      // Reading does not undo that it was changed.
      const isKept = before?.state === 'changed' && how === 'read';
      found.set(id, isKept ? before : { id, hostname: hostname || id, state: how });
    }
  return [...found.values()].reverse().sort((a, b) => RANK[a.state] - RANK[b.state]);
}

/** Commands of a turn, with those inside of its plans. */
export function runsOf(messages: readonly ChatMessage[]): readonly ChatRunPart[] {
  return messages.flatMap(({ parts }) =>
    parts.flatMap((part) => {
      if (part.type === 'run') return [part];
      return part.type === 'plan' ? part.steps.flatMap(({ run }) => run ?? []) : [];
    }),
  );
}

const RANK = { waiting: 0, running: 1, failed: 2, denied: 2, changed: 3, read: 4 } as const;

function stateOf(
  state: ChatRunPart['targets'][number]['state'],
  { level }: ChatRunPart,
): TouchedProbe['state'] | undefined {
  if (state === 'succeeded') return level === 'remediate' ? 'changed' : 'read';
  if (state === 'waiting' || state === 'running' || state === 'failed' || state === 'denied') return state;
  return undefined;
}
