import { Injectable } from '@nestjs/common';
import type { Hello } from '@legator/contracts';

export interface GreetingProbe {
  readonly probeId: string;
  readonly tenantId: string;
}

export type HelloListener = (probe: GreetingProbe, hello: Hello) => Promise<void>;

/** Rooms above that want to know what a probe says when it connects, before it is welcomed. */
@Injectable()
export class HelloListeners {
  private readonly listeners = new Set<HelloListener>();

  /** @returns the function that takes the listener away again */
  onHello(listener: HelloListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Asks all of them; rejects when one of them fails, and then the probe must not be welcomed. */
  async tell(probe: GreetingProbe, hello: Hello): Promise<void> {
    await Promise.all([...this.listeners].map((listener) => listener(probe, hello)));
  }
}
