import type { PolicyDocument } from '@legator/contracts';
import type { Signal } from '@legator/core';

/** A policy cannot be applied any more. Its versions stay readable. */
export class PolicyRemoved implements Signal {
  static readonly type = 'policy.removed';
  readonly type = PolicyRemoved.type;
  readonly subject;
  readonly summary: string;
  readonly payload;

  constructor(
    id: string,
    readonly before: PolicyDocument,
  ) {
    this.subject = { type: 'policy', id };
    this.summary = `The policy ${before.name} was removed.`;
    this.payload = { policy_id: id };
  }
}
