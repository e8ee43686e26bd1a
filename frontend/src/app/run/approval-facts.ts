import type { ApprovalView, Level } from '../core/api/models';
import { durationText } from '../ui/time-text';
import { visibleText } from '../ui/visible-text';
import { commandLine } from './command-end';

/** Below this the time left is shown as short. */
const SHORT_MS = 2 * 60_000;

/** What is known of a request, ready to be shown; what the control plane did not say is not in it. */
export interface ApprovalFacts {
  /** What the judge found in it, in words. */
  readonly effects: readonly string[];
  /** Exactly what would run. */
  readonly command: string;
  readonly level: Level | undefined;
  readonly requester: string;
  /** Why it did not run by itself. */
  readonly why: readonly string[];
  /** What the one who asked wrote; empty when they wrote nothing. */
  readonly reason: string;
}

export function factsOf(approval: ApprovalView): ApprovalFacts {
  const { command, policy_rationale: rationale, reason, requester, summary } = approval;
  const why = textsOf(rationale['reasons'], 'text');
  return {
    effects: textsOf(rationale['indicators'], 'message').filter((text) => !why.includes(text)),
    command: lineOf(command) || summary,
    level: levelOf(rationale),
    requester: visibleText(requester),
    why: why.length > 0 ? why : [visibleText(reason)].filter(Boolean),
    // Where nobody gave one, the control plane puts what the judge found into its place.
    reason: reason === why.join(' ') || why.length === 0 ? '' : visibleText(reason),
  };
}

export interface TimeLeft {
  readonly text: string;
  readonly isShort: boolean;
  /** From 1 to 0. */
  readonly share: number;
}

export function timeLeft({ created_at, expires_at }: ApprovalView, now: number): TimeLeft {
  const end = Date.parse(expires_at);
  const left = Math.max(0, end - now);
  const whole = Math.max(1, end - Date.parse(created_at));
  return {
    text: durationText(left / 1_000),
    isShort: left < SHORT_MS,
    share: Math.min(1, left / whole),
  };
}

function lineOf(command: ApprovalView['command']): string {
  const { line, argv } = command;
  if (typeof line === 'string') return line;
  const words = Array.isArray(argv) ? argv.filter((word) => typeof word === 'string') : [];
  return commandLine({ line: null, argv: words });
}

function levelOf({ classification }: ApprovalView['policy_rationale']): Level | undefined {
  const level = (classification as { capability?: unknown } | null | undefined)?.capability;
  return level === 'observe' || level === 'diagnose' || level === 'remediate' ? level : undefined;
}

function textsOf(list: unknown, key: string): readonly string[] {
  if (!Array.isArray(list)) return [];
  const texts = list.map((one: Record<string, unknown> | null) => one?.[key]);
  return [...new Set(texts.filter((text) => typeof text === 'string' && text !== ''))].map((text) =>
    visibleText(text as string),
  );
}
