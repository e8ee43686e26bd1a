import type { Signal } from '@legator/core';
import type { Dispatch } from '../dispatch.js';

/** It may leave from now on: recorded in the transaction without which nothing is handed to a connection. */
export class CommandDispatched implements Signal {
  static readonly type = 'command.dispatched';
  readonly type = CommandDispatched.type;
  readonly audit = 'command.sent';
  readonly subject;
  readonly alsoAbout;
  readonly summary: string;
  readonly payload;
  readonly probeId: string;

  constructor(dispatch: Dispatch, summary: string) {
    const { id, directiveId, requestId, probeId, argv, attempt, level, approval } = dispatch;
    this.subject = { type: 'directive', id: directiveId };
    this.alsoAbout = [{ type: 'probe', id: probeId }];
    this.summary = `Sent: ${summary}`;
    this.probeId = probeId;
    this.payload = {
      request_id: requestId,
      dispatch_id: id,
      attempt,
      command: argv[0],
      argv,
      level,
      approval_id: approval?.id ?? null,
    };
  }
}
