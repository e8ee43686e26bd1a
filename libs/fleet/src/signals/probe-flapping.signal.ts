import type { Signal } from '@legator/core';

/** A probe keeps replacing its own connection: most likely its identity was copied to a second host. */
export class ProbeFlapping implements Signal {
  static readonly type = 'probe.flapping';
  readonly type = ProbeFlapping.type;
  readonly subject;
  readonly summary;
  readonly payload;

  constructor(
    readonly probeId: string,
    hostname: string,
    replacements: number,
    minutes: number,
    addresses: readonly string[],
    /** One alarm for each stretch of time, however often it is looked at. */
    readonly dedupeKey: string,
  ) {
    this.subject = { type: 'probe', id: probeId };
    this.summary = `${hostname || probeId} replaced its own connection ${replacements} times within ${minutes} minutes. Its identity may be in use on two hosts.`;
    this.payload = { replacements, minutes, addresses };
  }
}
