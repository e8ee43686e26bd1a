import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { maskText } from './secret-stream.js';

const OURS = join(process.cwd(), 'test', 'data', 'ordinary-lines.txt');
/** Logs that people outside have collected. They are measured against where they are, and never copied. */
const FOLDER = process.env['LEGATOR_TEST_DATA'] && join(process.env['LEGATOR_TEST_DATA'], 'logs');
const hasLogs = FOLDER !== undefined && existsSync(FOLDER);
if (!hasLogs) process.stderr.write('SKIPPED: no outside logs; LEGATOR_TEST_DATA names their folder.\n');

it.each(
  readFileSync(OURS, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== ''),
)('leaves what hosts print every day as it is: %s', (line) => {
  expect(maskText(line)).toBe(line);
});

it('leaves all of it as it is when it comes in one', () => {
  const text = readFileSync(OURS, 'utf8');
  expect(maskText(text)).toBe(text);
});

(hasLogs ? it : it.skip)('touches at most one of a thousand lines of the logs of others', () => {
  const lines = readdirSync(FOLDER!).flatMap((name) =>
    readFileSync(join(FOLDER!, name), 'utf8').split(/\r?\n/),
  );
  const touched = lines.filter((line) => maskText(line) !== line);
  expect(lines.length).toBeGreaterThan(10_000);
  expect(touched.length / lines.length).toBeLessThanOrEqual(0.001);
});
