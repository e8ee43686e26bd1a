import { GRANTS } from './corpus-row.js';
import type { Cost } from './costs.js';
import type { GateResult } from './gates.js';
import type { OutsideResult } from './outside.js';
import type { Tally, Verdict } from './scoring.js';

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
const row = (name: string, cells: (string | number)[]): string =>
  name.padEnd(50) + cells.map((cell) => String(cell).padStart(10)).join('');

/** Who got what, one line per kind or technique. */
export function talliesAsText(title: string, tallies: readonly Tally[]): string {
  const lines = tallies.map(({ label, technique, rows, granted, misses, falseHolds, tooLow }) =>
    row(technique ?? label, [rows, ...GRANTS.map((grant) => granted[grant]), misses, falseHolds, tooLow]),
  );
  return [row(title, ['rows', ...GRANTS, 'misses', 'false', 'too low']), ...lines].join('\n');
}

/** The gates, one line each. */
export function gatesAsText(results: readonly GateResult[]): string {
  const lines = results.map(({ gate, failed, rows, share, most, passed }) =>
    row(gate, [failed, rows, percent(share), `≤ ${most * 100} %`, passed ? 'pass' : 'FAIL']),
  );
  return [row('gate', ['failed', 'of', 'share', 'gate', '']), ...lines].join('\n');
}

/** How long judging took. */
export function costsAsText(costs: readonly Cost[]): string {
  const ms = (value: number) => `${value.toFixed(2)} ms`;
  const lines = costs.map(({ kind, lines, median, p99, most, aim, passed }) =>
    row(kind, [lines, ms(median), ms(p99), ms(most), `≤ ${aim} ms`, passed ? 'pass' : 'FAIL']),
  );
  return [row('time to judge a line', ['lines', 'median', 'p99', 'most', 'p99 aim', '']), ...lines].join(
    '\n',
  );
}

/** What would run without asking of the public collections. */
export function outsideAsText(results: readonly OutsideResult[]): string {
  const lines = results.map(({ collection, part, unattended, rows, share, aim, reached }) =>
    row(`${collection}, ${part}`, [
      unattended,
      rows,
      percent(share),
      aim ? ('atMost' in aim ? `≤ ${aim.atMost * 100} %` : `≥ ${aim.atLeast * 100} %`) : '',
      aim ? (reached ? 'pass' : 'FAIL') : '',
    ]),
  );
  return [row('unattended at level diagnose', ['runs', 'of', 'share', 'aim', '']), ...lines].join('\n');
}

/** One verdict in the form that --json --verdicts gives: what was expected, what was answered, and why. */
export function verdictView({ row: given, grant, judgement, miss, falseHold, tooLow }: Verdict): object {
  const { command, platform, min_level, label, technique, difficulty } = given;
  const reasons = judgement.reasons.map(({ rule, words, text }) => ({ rule, words, text }));
  const { level, risk, known, sensitive } = judgement;
  const answer = { granted: grant, level, risk, known, sensitive, reasons };
  return {
    command,
    platform,
    min_level,
    label,
    technique,
    difficulty,
    ...answer,
    miss,
    false_hold: falseHold,
    too_low: tooLow,
  };
}

/** The same for people, one line each. */
export function verdictAsText(verdict: Verdict): string {
  const { row: given, grant, judgement, miss, falseHold, tooLow } = verdict;
  const mark = miss ? 'MISS' : falseHold ? 'held' : tooLow ? 'low' : 'ok';
  const [reason] = judgement.reasons;
  const why = reason ? `${reason.rule} [${reason.words.join(' ')}]` : '';
  return `${mark.padEnd(5)}${given.min_level} → ${grant}  ${JSON.stringify(given.command)}  ${why}`;
}
