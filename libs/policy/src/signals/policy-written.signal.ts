import type { PolicyDocument } from '@legator/contracts';
import type { Signal } from '@legator/core';

/** Somebody wrote a policy, or a new version of it. Probes go on by what was applied to them. */
export class PolicyWritten implements Signal {
  static readonly type = 'policy.written';
  readonly type = PolicyWritten.type;
  readonly subject;
  readonly summary: string;
  readonly payload;

  constructor(
    id: string,
    version: number,
    readonly after: PolicyDocument,
    readonly before?: PolicyDocument,
  ) {
    this.subject = { type: 'policy', id };
    this.summary = before
      ? `The policy ${after.name} was changed; this is version ${version}.`
      : `The policy ${after.name} was written.`;
    this.payload = { policy_id: id, version, name: after.name, level: after.level };
  }
}
