import { currentContext } from '../context/request-context.js';
import { deliver } from './deliver.js';
import type { FeedItem } from './signal.js';
import type { HandlerContext, SignalHandler } from './signal-handler.js';

const item = { id: 's1', tenantId: 'acme', correlationId: 'c1' } as FeedItem;

function handler(handle: SignalHandler['handle']): SignalHandler {
  return { name: 'ear', handle };
}

it('runs the handler as the system, in the tenant of the signal', async () => {
  const seen: unknown[] = [];
  const error = await deliver(
    handler(() => Promise.resolve(void seen.push(currentContext()))),
    item,
    { attempt: 1 },
  );
  expect(error).toBeUndefined();
  expect(seen).toMatchObject([{ actor: { type: 'system', tenantId: 'acme' }, correlationId: 'c1' }]);
});

it('gives up on a handler that hangs, and tells it so', async () => {
  let context: HandlerContext | undefined;
  const error = await deliver(
    handler((_item, given) => {
      context = given;
      return new Promise(() => undefined);
    }),
    item,
    { attempt: 1 },
    20,
  );
  expect(error).toMatch(/longer than 0\.02 seconds/);
  expect(context?.abort.aborted).toBe(true);
});

it.each([
  ['rejects', () => Promise.reject(new Error('no'))],
  [
    'throws at once',
    () => {
      throw new Error('no');
    },
  ],
  ['throws something else', () => Promise.reject('no')],
])('tells why when the handler %s', async (_how, handle) => {
  await expect(deliver(handler(handle), item, { attempt: 1 })).resolves.toBe('no');
});

it('keeps secrets and what no column can hold out of the reason', async () => {
  const error = await deliver(
    handler(() => Promise.reject(new Error(`lgk_${'a'.repeat(64)}\0${'x'.repeat(5_000)}`))),
    item,
    { attempt: 1 },
  );
  expect(error).toMatch(/^\[redacted\]x+$/);
  expect(error!.length).toBeLessThanOrEqual(1_000);
});
