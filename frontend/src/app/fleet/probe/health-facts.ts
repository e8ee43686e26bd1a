import type { Health, HealthReason, Vitals } from '../../core/api/models';
import { share } from '../../ui/size-text';
import type { Tone } from '../../ui/tone';
import { WORDS } from './probe-words';

export type Factor = HealthReason['factor'];

/** One factor of the score, as it stands. */
export interface FactorTile {
  readonly factor: Factor;
  readonly label: string;
  readonly value: string;
  readonly tone: Tone;
  /** What it takes off the score; 0 when within bounds. */
  readonly penalty: number;
}

/** Green from 80, amber from 50, red below: the bounds of the score itself. */
export function scoreTone(score: number | undefined): Tone {
  if (score === undefined) return 'neutral';
  return score >= 80 ? 'ok' : score >= 50 ? 'warn' : 'bad';
}

/** The reasons, worst first. */
export function reasonsOf(health: Health | undefined): readonly HealthReason[] {
  return [...(health?.reasons ?? [])].sort((a, b) => b.penalty - a.penalty);
}

/** "Disk /var is at 87 %, above 80 %." */
export function reasonText({ factor, value, threshold }: HealthReason, vitals: Vitals | undefined): string {
  const mount = factor === 'disk' ? vitals?.fullestMount?.path : undefined;
  const name = [WORDS.health.factors[factor], mount].filter(Boolean).join(' ');
  return `${name} ${WORDS.health.above(valueText(factor, value), valueText(factor, threshold))}.`;
}

/** The factors that were measured, what lowers the score first. */
export function factorTiles(health: Health | undefined, vitals: Vitals | undefined): readonly FactorTile[] {
  const reasons = new Map(health?.reasons?.map((reason) => [reason.factor, reason]));
  const measured: readonly (readonly [Factor, number | undefined])[] = [
    ['load', loadPerCpu(vitals)],
    ['memory', share(vitals?.memoryUsed, vitals?.memoryTotal)],
    ['disk', vitals?.fullestMount?.percent ?? share(vitals?.diskUsed, vitals?.diskTotal)],
  ];
  return measured
    .flatMap(([factor, measuredNow]) => {
      const reason = reasons.get(factor);
      // The value that was judged: what was measured since would contradict the sentence above.
      const value = reason?.value ?? measuredNow;
      if (value === undefined) return [];
      const penalty = reason?.penalty ?? 0;
      const tone: Tone = penalty >= 30 ? 'bad' : penalty > 0 ? 'warn' : 'ok';
      const label = factor === 'load' ? WORDS.health.loadPerCpu : WORDS.health.factors[factor];
      const text = factor === 'load' ? value.toFixed(2) : valueText(factor, value);
      return [{ factor, label, value: text, tone, penalty }];
    })
    .sort((a, b) => b.penalty - a.penalty);
}

/** Where the number of CPUs is unknown a host counts as one of four, as the score has it. */
function loadPerCpu(vitals: Vitals | undefined): number | undefined {
  return vitals?.load && vitals.load[0] / (vitals.cpus ?? 4);
}

function valueText(factor: Factor, value: number): string {
  return factor === 'load' ? `${value.toFixed(2)} ${WORDS.health.perCpu}` : `${Math.round(value)}\u2009%`;
}
