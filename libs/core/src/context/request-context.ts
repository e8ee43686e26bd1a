import { AsyncLocalStorage } from 'node:async_hooks';
import type { Actor } from './actor.js';

/** What belongs to the work at hand: who asks, for which tenant, under which request. */
export interface RequestContext {
  readonly actor: Actor;
  readonly requestId?: string;
  readonly correlationId?: string;
}

const storage = new AsyncLocalStorage<RequestContext>();

/** Runs `work` on behalf of `context`; everything it awaits sees the same context. */
export function runWith<T>(context: RequestContext, work: () => T): T {
  return storage.run(context, work);
}

/** The context of the work at hand. Throws when there is none: nothing may be written on behalf of nobody. */
export function currentContext(): RequestContext {
  const context = storage.getStore();
  if (!context) throw new Error('No request context: wrap this work in runWith().');
  return context;
}

/** The same, where it may be absent. */
export function findContext(): RequestContext | undefined {
  return storage.getStore();
}
