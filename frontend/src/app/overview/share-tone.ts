import type { Tone } from '../ui/tone';

/** The colour of a share in percent; only what is scarce has one of its own. */
export function toneOfShare(percent: number): Tone {
  if (percent >= 90) return 'bad';
  return percent >= 80 ? 'warn' : 'accent';
}
