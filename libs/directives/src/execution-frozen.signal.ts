import type { Signal } from '@legator/core';

/** Nothing new starts in this scope from now on. */
export class ExecutionFrozen implements Signal {
  static readonly type = 'execution.frozen';
  readonly type = ExecutionFrozen.type;
  readonly subject;
  readonly summary: string;
  readonly payload;

  constructor(id: string, scopeType: string, scopeId: string, reason: string, until?: string) {
    this.subject = { type: scopeType, id: scopeId };
    const where = scopeType === 'tenant' ? 'everything' : `the ${scopeType} ${scopeId}`;
    this.summary = `Execution was frozen for ${where}: ${reason}`;
    this.payload = { freeze_id: id, scope: { type: scopeType, id: scopeId }, reason, until: until ?? null };
  }
}
