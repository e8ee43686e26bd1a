import { countText } from './number-text';
import type { OutputBuffer, OutputSummary } from './output-buffer';
import { durationText } from './time-text';

/** How much there is, and what of it is kept: "First 1 000 and last 9 000 lines, 48 213 hidden". */
export function keptWords(buffer: OutputBuffer): string {
  if (buffer.hidden > 0) {
    const kept = `First ${countText(buffer.head)} and last ${countText(buffer.tail)} lines`;
    return `${kept}, ${countText(buffer.hidden)} hidden`;
  }
  return buffer.total === 1 ? '1 line' : `${countText(buffer.total)} lines`;
}

/** "exit 0", "timed out", "0.3 s", "truncated by the source"; "running" until it is done. */
export function endWords(summary: OutputSummary | undefined): string[] {
  if (!summary) return ['running'];
  const words: string[] = [];
  if (summary.note) words.push(summary.note);
  if (summary.exitCode !== undefined) words.push(`exit ${summary.exitCode}`);
  if (summary.durationMs !== undefined) words.push(tookText(summary.durationMs));
  if (summary.truncated) words.push('truncated by the source');
  return words.length > 0 ? words : ['done'];
}

/** True for exit 0, false for any other end that is known; nothing while it runs. */
export function isGood(summary: OutputSummary | undefined): boolean | undefined {
  return summary?.exitCode === undefined ? undefined : summary.exitCode === 0;
}

/** "12 ms", "0.3 s", "4 min 2 s". */
export function tookText(ms: number): string {
  if (ms < 100) return `${Math.round(ms)}\u2009ms`;
  if (ms < 60_000) return `${(ms / 1_000).toFixed(1)}\u2009s`;
  return durationText(ms / 1_000);
}
