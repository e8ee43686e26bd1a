import { Injectable } from '@nestjs/common';
import type { FeedItem } from './signal.js';

export interface HandlerContext {
  /** 1 at the first try. */
  readonly attempt: number;
  /** Set while somebody replays the past: people should not be told again. */
  readonly replayId?: string;
  /** Fires when the time for this signal is up; what goes on after that is nobody's any more. */
  readonly abort: AbortSignal;
}

/**
 * Hears facts after their commit, in order, at least once: the same one may come twice and must do no harm. An error,
 * or taking longer than ten seconds, means "try again later"; those behind it are not held up.
 */
export interface SignalHandler {
  /** Names its cursor; never changes. */
  readonly name: string;
  /** Only these types; `probe.*` stands for a whole domain. Everything when missing. */
  readonly types?: readonly string[];
  /** Runs as the system, in the tenant of the signal. */
  handle(item: FeedItem, context: HandlerContext): Promise<void>;
}

/** Where rooms register what they want to hear, in a constructor or `onModuleInit`. */
@Injectable()
export class SignalHandlers {
  private readonly handlers = new Map<string, SignalHandler>();
  private readonly listeners = new Set<(handler: SignalHandler) => void>();

  register(handler: SignalHandler): void {
    if (this.handlers.has(handler.name))
      throw new Error(`There are two signal handlers called ${handler.name}.`);
    this.handlers.set(handler.name, handler);
    for (const listener of this.listeners) listener(handler);
  }

  all(): readonly SignalHandler[] {
    return [...this.handlers.values()];
  }

  find(name: string): SignalHandler | undefined {
    return this.handlers.get(name);
  }

  /** Calls `listener` for each handler there is and each that comes. @returns the function that ends it */
  each(listener: (handler: SignalHandler) => void): () => void {
    this.listeners.add(listener);
    this.all().forEach(listener);
    return () => this.listeners.delete(listener);
  }
}
