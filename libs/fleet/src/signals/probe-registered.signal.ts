import type { Signal } from '@legator/core';

export interface Registration {
  readonly hostname: string;
  readonly os: string;
  readonly arch: string;
  readonly protocol: number;
  readonly token_id: string;
  /** The host was known: its id was kept and its key replaced. */
  readonly again: boolean;
  /** It shows another public key than before. */
  readonly key_changed: boolean;
  readonly level: string;
  readonly ceiling: string | null;
  readonly tags: readonly string[];
  readonly site: string | null;
}

/** A host enrolled, for the first time or again. */
export class ProbeRegistered implements Signal {
  static readonly type = 'probe.registered';
  readonly type = ProbeRegistered.type;
  readonly subject;
  readonly summary;
  readonly payload;

  constructor(
    readonly probeId: string,
    registration: Registration,
    readonly before?: unknown,
  ) {
    const { hostname, again, key_changed } = registration;
    this.subject = { type: 'probe', id: probeId };
    this.summary = `${hostname || probeId} ${again ? 're-registered' : 'registered'}${key_changed ? ' with another key' : ''}.`;
    // The name says whose id it is; a field whose name ends in "token" would be masked.
    const { token_id, ...rest } = registration;
    this.payload = { ...rest, enrolment: token_id };
  }
}
