import { encodeFrame, generateKeyPair, newSessionNonce } from '@legator/wire';
import { aResult } from '../testing.js';
import { fitResult } from './fit-result.js';

const key = generateKeyPair();
const session = newSessionNonce();
const frameBytes = (result: ReturnType<typeof fitResult>) =>
  Buffer.byteLength(
    encodeFrame({ kind: 'command.result', probe: 'p'.repeat(64), session, n: 2 ** 40, ...result }, key),
  );

it('leaves a result that fits alone', () => {
  const result = aResult({ stdout: 'x'.repeat(500_000), stderr: 'y'.repeat(500_000) });
  expect(fitResult(result)).toBe(result);
});

it.each([
  ['letters', 'x'],
  ['quotes', '"'],
  ['backslashes', '\\'],
  ['newlines', '\n'],
  ['NUL bytes', '\0'],
  ['escapes', '\x1b\x7f\x0b'],
  ['umlauts', 'ä'],
  ['line separators', '\u2028'],
  ['unreadable bytes', '\ufffd'],
  ['emoji', 'x😀'],
])('fits a frame full of %s, and wastes little of it', (_what, letter) => {
  const fitted = fitResult(aResult({ stdout: letter.repeat(1_048_576), stderr: letter.repeat(1_048_576) }));
  const bytes = frameBytes(fitted);
  expect(bytes).toBeLessThanOrEqual(1024 * 1024);
  expect(bytes).toBeGreaterThan(1_045_000);
  expect(fitted.truncated).toBe(true);
  expect((fitted.stdout + fitted.stderr).isWellFormed()).toBe(true);
});

it('gives the room that one stream does not need to the other', () => {
  const fitted = fitResult(aResult({ stdout: 'x'.repeat(1_048_576), stderr: 'short' }));
  expect(fitted.stderr).toBe('short');
  expect(fitted.stdout.length).toBeGreaterThan(1_040_000);
});
