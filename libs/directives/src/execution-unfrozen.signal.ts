import type { Signal } from '@legator/core';

/** A freeze was lifted; what waited may start. */
export class ExecutionUnfrozen implements Signal {
  static readonly type = 'execution.unfrozen';
  readonly type = ExecutionUnfrozen.type;
  readonly subject;
  readonly summary = 'A freeze of execution was lifted';
  readonly payload;

  constructor(id: string) {
    this.subject = { type: 'freeze', id };
    this.payload = { freeze_id: id };
  }
}
