import type { ApprovalView, CommandView } from '../core/api/models';
import type { IconName } from '../ui/icon';
import type { OutputSummary } from '../ui/output-buffer';
import { visibleText } from '../ui/visible-text';
import { WORDS } from './run-words';

/** How a command ended, as its last step says it. */
export interface Ending {
  readonly words: string;
  readonly tone: 'ok' | 'bad' | 'warn' | 'neutral';
  readonly icon: IconName;
  /** How many of sent, accepted and running came before. */
  readonly reached: 1 | 2 | 3;
  /** It is certain that no program ran. */
  readonly neverRan?: true;
}

type Look = Pick<Ending, 'tone' | 'icon' | 'reached' | 'neverRan'>;

const FAILED: Look = { tone: 'bad', icon: 'circle-x', reached: 3 };
const STOPPED: Look = { tone: 'neutral', icon: 'circle-stop', reached: 3 };
const IN_DOUBT: Look = { tone: 'warn', icon: 'circle-question-mark', reached: 3 };
const NOT_TAKEN: Look = { tone: 'bad', icon: 'circle-x', reached: 1, neverRan: true };
const TAKEN_IN_VAIN: Look = { ...NOT_TAKEN, reached: 2 };
const WITHDRAWN: Look = { tone: 'neutral', icon: 'undo-2', reached: 1, neverRan: true };
const EXPIRED: Look = { ...WITHDRAWN, icon: 'clock' };
const DENIED: Look = { ...NOT_TAKEN, icon: 'ban' };

/** By the outcome of the probe, or by why the control plane ended it. */
const LOOKS: Readonly<Record<string, Look>> = {
  not_started: TAKEN_IN_VAIN,
  refused: { ...TAKEN_IN_VAIN, icon: 'ban' },
  timed_out: FAILED,
  canceled: STOPPED,
  indeterminate: IN_DOUBT,
  probe_offline: NOT_TAKEN,
  probe_deleted: { ...IN_DOUBT, reached: 1 },
  expired: EXPIRED,
  approval_expired: EXPIRED,
  approval_denied: DENIED,
  denied: DENIED,
};

type Ended = Pick<
  CommandView,
  'result' | 'state' | 'error_kind' | 'started_at' | 'approval_id' | 'requested_by'
>;

/** @param approval tells who denied or withdrew it, where that may be read */
export function endingOf(view: Ended, approval?: ApprovalView): Ending {
  const { result } = view;
  if (result && !result.late) {
    const { outcome, exit_code: code } = result;
    if (outcome !== 'exited') return named(outcome);
    if (code !== 0) return { ...FAILED, words: WORDS.failedWith(code) };
    return { tone: 'ok', icon: 'circle-check', reached: 3, words: WORDS.phases.done };
  }
  return endingWithout(view, approval);
}

/** No probe said how it ended, or only after it had been given up. */
function endingWithout(view: Ended, approval: ApprovalView | undefined): Ending {
  const { error_kind: kind, state, started_at: started } = view;
  if (state === 'denied') return named('denied');
  if (kind === 'approval_denied')
    return { ...DENIED, words: WORDS.deniedBy(visibleText(approval?.decided_by ?? '')) };
  if (kind === 'canceled' && !started) return { ...WITHDRAWN, words: WORDS.ends['withdrawn'] ?? '' };
  // Sent, and called back before the probe took it.
  if (kind === 'canceled' && !view.result)
    return { ...STOPPED, reached: 1, neverRan: true, words: WORDS.ends['unsent'] ?? '' };
  return named(kind ?? state);
}

function named(kind: string): Ending {
  const look = LOOKS[kind] ?? NOT_TAKEN;
  return { ...look, words: WORDS.ends[kind] ?? WORDS.ends['failed'] ?? '' };
}

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
export function endNote(view: CommandView): string {
  const { result } = view;
  return result?.outcome === 'exited' && !result.late ? '' : endingOf(view).words;
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
