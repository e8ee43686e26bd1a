import type { ControlBody } from '@legator/contracts';

type Head = 'probe' | 'session' | 'n';
type WithoutHead<Body> = Body extends unknown ? Omit<Body, Head> : never;

/** A message to a probe before its connection adds probe, session and number, and signs it. */
export type OutgoingMessage = WithoutHead<Exclude<ControlBody, { kind: 'welcome' }>>;

/** The live connections of this replica. Provided by `gateway`, which stands above. */
export abstract class ProbeChannel {
  abstract isConnected(probeId: string): boolean;
  /** Which protocol a connection of this replica speaks; nothing when there is none. */
  abstract protocol(probeId: string): 1 | 2 | undefined;
  /** Connections open here. */
  abstract connectedCount(): number;
  /** Ends the connection, if there is one, with a code of `CLOSE`. */
  abstract close(probeId: string, code: number, reason: string): void;
  /**
   * `requestId` is the name by which a probe of protocol 1 knows a command.
   * @returns false when the probe is not connected here; true says that it was written to the socket, no more
   */
  abstract send(probeId: string, message: OutgoingMessage, requestId?: string): boolean;
}
