import type { ProbeView } from '../core/api/models';

export type Tone = 'ok' | 'warn' | 'bad' | 'none';

/** Green from 80, amber from 50, red below: the bounds of the score itself. */
export function scoreTone(score: number | undefined): Tone {
  if (score === undefined) return 'none';
  return score >= 80 ? 'ok' : score >= 50 ? 'warn' : 'bad';
}

/** For a share of something limited, in percent, as the health score judges it. */
export function loadTone(percent: number | undefined, high: number, critical: number): Tone {
  if (percent === undefined) return 'none';
  return percent >= critical ? 'bad' : percent >= high ? 'warn' : 'ok';
}

/** The score, unless nothing has been measured or what was measured is old. */
export function currentScore(probe: ProbeView): number | undefined {
  const known = probe.health && probe.health.status !== 'unknown';
  return known && (probe.status === 'online' || probe.status === 'degraded')
    ? probe.health?.score
    : undefined;
}
