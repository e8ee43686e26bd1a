import { resolve } from '../../ui/time-range';
import { TIME_PRESETS } from '../../ui/time-range-text';

const LENGTHS: readonly (readonly [string, number])[] = TIME_PRESETS.map((preset) => {
  const { from, to } = resolve(preset, new Date(0));
  return [preset, to.getTime() - from.getTime()];
});

/** Twice as long around the same middle; what would reach into the future ends now, and goes on with it. */
export function zoomedOut(range: string, now: Date): string {
  const { from, to } = resolve(range, now);
  const length = to.getTime() - from.getTime();
  const wider = LENGTHS.find(([, one]) => one > length)?.[0] ?? TIME_PRESETS.at(-1) ?? range;
  if (to.getTime() + length / 2 >= now.getTime()) return wider;
  return spanText({ from: from.getTime() - length / 2, to: to.getTime() + length / 2 });
}

/** The form that the address keeps for a stretch that was chosen on a chart. */
export function spanText({ from, to }: { readonly from: number; readonly to: number }): string {
  // Less than a few beats is an empty chart.
  const least = Math.max(to, from + 60_000);
  return `${new Date(from).toISOString()}/${new Date(least).toISOString()}`;
}
