import { Logger } from '@nestjs/common';

const logger = new Logger('bus');

/**
 * Wakes listeners on this replica and on others. Carries hints only, short texts such as ids: whoever hears one reads
 * the table, and whoever missed one finds the same there a moment later.
 */
export abstract class Bus {
  /** Best effort; never throws, never waits. */
  abstract publish(topic: string, payload: string): void;
  /** @returns the function that unsubscribes */
  abstract subscribe(topic: string, listener: (payload: string) => void): () => void;
  /** Whether messages reach other replicas now. */
  abstract healthy(): Promise<boolean>;
  abstract close(): Promise<void>;
}

/** The bus of a single process. */
export class MemoryBus extends Bus {
  private readonly listeners = new Map<string, Set<(payload: string) => void>>();

  publish(topic: string, payload: string): void {
    for (const listener of this.listeners.get(topic) ?? []) setImmediate(hear, listener, payload);
  }

  subscribe(topic: string, listener: (payload: string) => void): () => void {
    const all = this.listeners.get(topic) ?? new Set();
    this.listeners.set(topic, all.add(listener));
    return () => all.delete(listener);
  }

  healthy(): Promise<boolean> {
    return Promise.resolve(true);
  }

  close(): Promise<void> {
    this.listeners.clear();
    return Promise.resolve();
  }
}

/** One listener that fails must bring down neither the others nor the process: what it missed is in its table. */
function hear(listener: (payload: string) => void, payload: string): void {
  try {
    listener(payload);
  } catch (error) {
    logger.error({ err: error }, 'A listener of the bus failed.');
  }
}
