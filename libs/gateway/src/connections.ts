import { Injectable } from '@nestjs/common';
import { ProbeChannel } from '@legator/fleet';
import type { OutgoingMessage } from '@legator/fleet';

/** A connection whose probe is proven and, in protocol 2, welcomed. */
export interface ProbeLink {
  readonly probeId: string;
  readonly protocol: 1 | 2;
  send(message: OutgoingMessage, requestId?: string): boolean;
  close(code: number, reason: string): void;
}

/** Who is connected to this replica. One connection per probe: a newer one takes the place of the older. */
@Injectable()
export class Connections extends ProbeChannel {
  private readonly links = new Map<string, ProbeLink>();

  isConnected(probeId: string): boolean {
    return this.links.has(probeId);
  }

  protocol(probeId: string): 1 | 2 | undefined {
    return this.links.get(probeId)?.protocol;
  }

  connectedCount(): number {
    return this.links.size;
  }

  send(probeId: string, message: OutgoingMessage, requestId?: string): boolean {
    return this.links.get(probeId)?.send(message, requestId) ?? false;
  }

  close(probeId: string, code: number, reason: string): void {
    this.links.get(probeId)?.close(code, reason);
  }

  /** @returns the connection whose place it took; closing that one is the caller's business */
  add(link: ProbeLink): ProbeLink | undefined {
    const before = this.links.get(link.probeId);
    this.links.set(link.probeId, link);
    return before;
  }

  /** Does nothing for a connection whose place another has taken. */
  remove(link: ProbeLink): void {
    if (this.links.get(link.probeId) === link) this.links.delete(link.probeId);
  }
}
