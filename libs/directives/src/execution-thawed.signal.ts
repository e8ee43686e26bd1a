import type { Signal } from '@legator/core';

/** A freeze came to the end it was given; what waited may start. */
export class ExecutionThawed implements Signal {
  static readonly type = 'execution.freeze_expired';
  readonly type = ExecutionThawed.type;
  readonly subject;
  readonly summary: string;
  readonly payload;

  constructor(
    id: string,
    scopeType: string,
    scopeId: string,
    readonly occurredAt: Date,
  ) {
    this.subject = { type: scopeType, id: scopeId };
    const where = scopeType === 'tenant' ? 'everything' : `the ${scopeType} ${scopeId}`;
    this.summary = `The freeze of ${where} came to its end`;
    this.payload = { freeze_id: id, scope: { type: scopeType, id: scopeId } };
  }
}
