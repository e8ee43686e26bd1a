import { runWith } from '../context/request-context.js';
import { systemActor } from '../context/actor.js';
import { redact } from './redaction.js';
import type { FeedItem } from './signal.js';
import type { HandlerContext, SignalHandler } from './signal-handler.js';

/** How long a handler may take for one signal, in milliseconds. */
export const HANDLER_TIMEOUT_MS = 10_000;

/**
 * Hands one signal to one handler, as the system in the signal's tenant.
 *
 * @returns nothing when it went well, else what went wrong, fit to be stored; never throws, never takes much longer
 *   than the limit
 */
export async function deliver(
  handler: SignalHandler,
  item: FeedItem,
  context: Omit<HandlerContext, 'abort'>,
  timeoutMs = HANDLER_TIMEOUT_MS,
): Promise<string | undefined> {
  const limit = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      limit.abort();
      reject(new Error(`It took longer than ${timeoutMs / 1_000} seconds.`));
    }, timeoutMs);
  });
  try {
    await Promise.race([handled(handler, item, { ...context, abort: limit.signal }), late]);
    return undefined;
  } catch (error) {
    return describe(error);
  } finally {
    clearTimeout(timer);
  }
}

/** Async, so that a handler that throws at once is caught like any other. */
async function handled(handler: SignalHandler, item: FeedItem, context: HandlerContext): Promise<void> {
  const actor = systemActor(item.tenantId, `handler:${handler.name}`);
  await runWith({ actor, correlationId: item.correlationId }, () => handler.handle(item, context));
}

function describe(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return redact(text || 'It failed without saying why.')
    .replaceAll('\0', '')
    .slice(0, 1_000);
}
