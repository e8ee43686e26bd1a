import type { CommandResultView, CommandView } from '../core/api/models';
import type { OutputSummary } from '../ui/output-buffer';
import { WORDS } from './run-words';

/** How a command ended, for the foot of its output. */
export function summaryOf(view: CommandView): OutputSummary {
  const { result } = view;
  const note = endNote(view);
  return {
    ...(result ? { durationMs: result.duration_ms, truncated: result.truncated } : {}),
    ...(result?.outcome === 'exited' ? { exitCode: result.exit_code } : {}),
    ...(note ? { note } : {}),
  };
}

/** In words where there is no exit code that says it; empty for what ran and exited. */
export function endNote({
  result,
  state,
  error_kind: kind,
}: Pick<CommandView, 'result' | 'state' | 'error_kind'>): string {
  if (result && !result.late) return outcomeWords(result);
  if (state === 'denied') return WORDS.ends['denied'] ?? '';
  return WORDS.ends[kind ?? ''] ?? WORDS.ends[state] ?? '';
}

export function outcomeWords({ outcome }: Pick<CommandResultView, 'outcome'>): string {
  return outcome === 'exited' ? '' : (WORDS.ends[outcome] ?? outcome);
}

/** Whether it ran and exited with 0. */
export function isGoodEnd({ result }: Pick<CommandView, 'result'>): boolean {
  return result?.outcome === 'exited' && !result.late && result.exit_code === 0;
}

/** "exit 1", "Stopped". */
export function endWords(view: CommandView): string {
  const { result } = view;
  return endNote(view) || (result ? `exit ${result.exit_code}` : '');
}

/** The line as it was typed, or its words as they would be, so that a blank inside one is seen. */
export function commandLine({ line, argv }: Pick<CommandView, 'line' | 'argv'>): string {
  return line ?? argv.map(quoted).join(' ');
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
