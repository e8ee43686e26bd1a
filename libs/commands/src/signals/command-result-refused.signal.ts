import type { Signal } from '@legator/core';

/** A probe reported on a command that was never sent to it. Recorded once per connection. */
export class CommandResultRefused implements Signal {
  static readonly type = 'command.result_refused';
  readonly type = CommandResultRefused.type;
  readonly subject;
  readonly summary: string;
  readonly payload;
  readonly probeId: string;

  constructor(probeId: string, hostname: string, what: string) {
    this.subject = { type: 'probe', id: probeId };
    this.summary = `${hostname || probeId} reported on a command that was never sent to it.`;
    this.payload = { reported: what.slice(0, 128) };
    this.probeId = probeId;
  }
}
