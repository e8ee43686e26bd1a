import type { Message } from '@legator/wire';

/** The way to the control plane, as everything else of the probe sees it. */
export abstract class Uplink {
  /** Whether the control plane has welcomed this connection. */
  abstract readonly isOpen: boolean;

  /** Whether so much waits to be sent that what can be missed should not be added. */
  abstract readonly isCongested: boolean;

  /** Sends at once or not at all; says which. Nothing is queued here, and nothing is thrown. */
  abstract send(message: Message<'probe'>): boolean;
}
