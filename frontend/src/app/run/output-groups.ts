import type { CommandView } from '../core/api/models';
import { endNote } from './command-end';

/** What one probe of many answered. */
export interface ManyItem {
  readonly probeId: string;
  readonly name: string;
  readonly requestId?: string;
  readonly state: 'sending' | 'skipped' | 'refused' | 'waiting' | 'running' | 'done';
  /** Why it was skipped or refused. */
  readonly note?: string;
  /** What its result has in common with others. */
  readonly key?: string;
}

/** What several probes answered alike. The text is kept once. */
export interface OutputGroup {
  readonly key: string;
  readonly exitCode: number | undefined;
  readonly note: string;
  readonly stdout: string;
  readonly stderr: string;
  readonly truncated: boolean;
  readonly isGood: boolean;
}

/** The part of an ended command that others may share with it. */
export function groupOf(view: CommandView): OutputGroup {
  const { result } = view;
  const exitCode = result?.outcome === 'exited' && !result.late ? result.exit_code : undefined;
  const note = endNote(view);
  const [stdout, stderr] = [result?.stdout ?? '', result?.stderr ?? ''];
  const truncated = result?.truncated ?? false;
  const key = JSON.stringify([exitCode ?? null, note, stdout, stderr, truncated]);
  return { key, exitCode, note, stdout, stderr, truncated, isGood: exitCode === 0 };
}

export interface GroupOfProbes extends OutputGroup {
  readonly members: readonly ManyItem[];
}

/** The largest group first; of equally large ones a failed one, because it is what somebody looks for. */
export function grouped(
  items: readonly ManyItem[],
  known: ReadonlyMap<string, OutputGroup>,
): readonly GroupOfProbes[] {
  const members = new Map<string, ManyItem[]>();
  for (const item of items) {
    if (item.key === undefined) continue;
    const list = members.get(item.key);
    if (list) list.push(item);
    else members.set(item.key, [item]);
  }
  return [...members]
    .flatMap(([key, list]) => {
      const group = known.get(key);
      return group ? [{ ...group, members: list }] : [];
    })
    .sort((a, b) => b.members.length - a.members.length || Number(a.isGood) - Number(b.isGood));
}
