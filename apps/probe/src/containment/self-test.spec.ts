import type { Sandbox } from './sandbox.js';
import { isPassing, tryOut } from './self-test.js';

/** A sandbox that is a shell with this to do. */
const doing = (script: string) =>
  ({ contain: () => ({ argv: ['sh', '-c', script], filter: Buffer.alloc(0) }) }) as unknown as Sandbox;
const failure = (script: string) => tryOut(doing(script)).catch((error: unknown) => error);

it.each([
  ['was ended', 'kill -9 $$'],
  [
    'got no process',
    'echo "bwrap: Creating new namespace failed: Resource temporarily unavailable" >&2; exit 1',
  ],
  ['got no memory', 'echo "setpriv: Cannot allocate memory" >&2; exit 1'],
])('does not take a sandbox for broken that %s', async (_what, script) => {
  expect(isPassing(await failure(script))).toBe(true);
});

it.each([
  ['has no namespaces', 'echo "bwrap: No permissions to create new namespace" >&2; exit 1'],
  ['filters nothing', 'cat /proc/self/status'],
])('takes one for broken that %s', async (_what, script) => {
  const error = await failure(script);
  expect(error).toBeInstanceOf(Error);
  expect(isPassing(error)).toBe(false);
});
