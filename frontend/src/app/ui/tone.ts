/** What a colour says. `ai` is for the work of a model alone, `neutral` for what is neither good nor bad. */
export type Tone = 'ok' | 'warn' | 'high' | 'bad' | 'info' | 'ai' | 'neutral' | 'accent';

/** A tone, or one of the eight colours of chart series in their order. */
export type Paint = Tone | 'c1' | 'c2' | 'c3' | 'c4' | 'c5' | 'c6' | 'c7' | 'c8';

/** The token of a paint, to be bound as a colour. */
export function paintOf(paint: Paint): string {
  return paint === 'neutral' ? 'var(--t3)' : `var(--${paint})`;
}
