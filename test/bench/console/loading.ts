import type { Bench } from '../bench.js';
import { atMost } from '../report.js';
import { percentile } from '../waiting.js';
import { CONTENT } from './places.js';
import { recorded } from './recorder.js';
import type { Conditions, Visitor } from './visitor.js';

const KINDS: readonly (readonly [string, Conditions, number])[] = [
  ['warm server, local network', {}, 1_000],
  ['slow 4G, processor 4 times slower', { slower: 4, slow4g: true }, 2_500],
];

/** From the address to the largest paint of the overview, by somebody whose browser has nothing of it yet. */
export async function loading(bench: Bench, visitor: Visitor): Promise<void> {
  let shifts = 0;
  await firstPaint(visitor, {});
  for (const [name, conditions, aim] of KINDS) {
    const paints: number[] = [];
    for (let turn = 0; turn < (bench.options.quick ? 1 : 5); turn += 1) {
      const { lcp, shifts: moved } = await firstPaint(visitor, conditions);
      paints.push(lcp);
      shifts = Math.max(shifts, moved);
    }
    bench.row(`largest paint, ${name}`, percentile(paints, 0.5), 'ms', atMost(aim));
  }
  bench.row('layout shift while it loads, the worst', shifts, '', atMost(0.02));
}

function firstPaint(visitor: Visitor, conditions: Conditions) {
  return visitor.visit(conditions, async ({ page }) => {
    await page.goto('/');
    await page.locator(CONTENT.overview).first().waitFor();
    await page.waitForLoadState('networkidle');
    return recorded(page);
  });
}
