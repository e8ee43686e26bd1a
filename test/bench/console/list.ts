import type { Bench } from '../bench.js';
import { atMost } from '../report.js';
import { percentile } from '../waiting.js';
import { filterField, openFleet, ROWS, type Shape } from './places.js';
import { during } from './recorder.js';
import { taskMs } from './visitor.js';
import type { Visit, Visitor } from './visitor.js';

const FRAMES = 300;
const STEP_PX = 150;
const WORDS = 'tag:prod web';
const BETWEEN_KEYS_MS = 90;

const SHAPES = ['list', 'table'] as const;

/** All probes, as a list and as a table, under a hand that scrolls; and the filter under one that types. */
export async function list(bench: Bench, visitor: Visitor): Promise<void> {
  for (const slower of [1, 4]) {
    const pace = slower > 1 ? `, processor ${slower} times slower` : '';
    for (const shape of SHAPES)
      await visitor.visit({ slower }, async (visit) => {
        await openFleet(visit.page, ROWS[shape].path, shape);
        const { p95, work } = await scroll(visit, shape, bench.scaled(FRAMES));
        bench.row(`scrolling the ${shape}, frame p95${pace}`, p95, 'ms', atMost(slower > 1 ? 25 : 18));
        bench.row(`scrolling the ${shape}, work of the page per frame${pace}`, work, 'ms');
      });
    await visitor.visit({ slower }, async (visit) => {
      await openFleet(visit.page);
      const keys = Math.max(...(await type(visit)));
      bench.row(`key in the filter to paint, worst${pace}`, keys, 'ms', atMost(slower > 1 ? 100 : 50));
    });
  }
}

/** Down, a bit more than two rows of the list in each frame, four of the table. */
async function scroll(visit: Visit, shape: Shape, frames: number): Promise<{ p95: number; work: number }> {
  const before = await taskMs(visit);
  const took = (await visit.page.evaluate(`new Promise((done) => {
    const view = document.querySelector('${ROWS[shape].view}');
    const took = [];
    let last;
    const step = (now) => {
      if (last !== undefined) took.push(now - last);
      last = now;
      view.scrollTop += ${STEP_PX};
      if (took.length < ${frames}) requestAnimationFrame(step);
      else done(took);
    };
    requestAnimationFrame(step);
  })`)) as number[];
  return { p95: percentile(took, 0.95), work: ((await taskMs(visit)) - before) / took.length };
}

async function type({ page }: Visit): Promise<readonly number[]> {
  await filterField(page).focus();
  const { keys } = await during(page, async () => {
    await page.keyboard.type(WORDS, { delay: BETWEEN_KEYS_MS });
    await page
      .getByText(/^\d+ probes$/)
      .first()
      .waitFor();
  });
  if (keys.length < WORDS.length) throw new Error(`Only ${keys.length} of ${WORDS.length} keys were seen.`);
  return keys;
}
