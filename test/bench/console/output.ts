import type { Bench } from '../bench.js';
import { atLeast, atMost } from '../report.js';
import { percentile, until } from '../waiting.js';
import { during } from './recorder.js';
import type { Visit, Visitor } from './visitor.js';

const LINES_PER_SECOND = 5_000;
const SECONDS = 20;
/** The view holds at least so many; all of a short run. */
const KEPT = 10_000;
const FIRST_OUTPUT = /[\d,.\s]+ lines|First /;

/** A command that prints faster than anybody reads, while somebody searches in it. */
export async function output(bench: Bench, visitor: Visitor): Promise<void> {
  await bench.fleet(1);
  // It is known to be online with its first beat.
  const probe = await until('a probe that prints', async () => (await bench.simulatedIds(1))[0]);
  const seconds = Math.max(3, bench.scaled(SECONDS));
  await visitor.visit({}, async (visit) => {
    await begin(visit, probe, LINES_PER_SECOND * seconds);
    const { keys, frames } = await during(visit.page, () => search(visit, seconds));
    const what = `output of ${LINES_PER_SECOND} lines a second`;
    bench.row(`${what}, key to paint p95`, percentile(keys, 0.95), 'ms');
    bench.row(`${what}, key to paint worst`, Math.max(...keys), 'ms', atMost(100));
    bench.row(`${what}, frame p95`, percentile(frames, 0.95), 'ms');
    await visit.page.locator('lg-output-view .foot').getByText('exit 0').waitFor();
    bench.row(`${what}, lines kept`, await kept(visit), '', atLeast(KEPT));
  });
}

async function begin({ page }: Visit, probe: string, lines: number): Promise<void> {
  await page.goto(`/fleet/${probe}`);
  await page.getByRole('button', { name: 'Run command' }).first().click();
  await page.getByRole('textbox', { name: 'Command', exact: true }).fill(`tail -n ${lines} /var/log/syslog`);
  await page.getByText('Runs now').first().waitFor();
  await page.keyboard.press('Control+Enter');
  await page.locator('lg-output-view .foot').getByText(FIRST_OUTPUT).first().waitFor();
}

async function search({ page }: Visit, seconds: number): Promise<void> {
  await page.locator('lg-output-view').getByRole('button', { name: 'Find' }).click();
  const words = 'load average '.repeat(seconds).slice(0, Math.round(seconds * 0.8 * 8));
  await page.getByRole('textbox', { name: 'Find in the output' }).focus();
  for (const key of words.slice(0, 40 * seconds))
    await page.keyboard.press(key === ' ' ? 'Backspace' : key, { delay: 120 });
}

async function kept({ page }: Visit): Promise<number> {
  const words = await page.locator('lg-output-view .foot .num').last().textContent();
  const numbers = [...(words ?? '').matchAll(/\d[\d\s.,\u2009\u202f\u00a0]*/g)].map(([text]) =>
    Number(text.replace(/\D/g, '')),
  );
  return words?.startsWith('First') ? numbers[0]! + numbers[1]! : (numbers[0] ?? NaN);
}
