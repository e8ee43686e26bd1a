import { lower, type BlockRule, type Level, type Welcome } from '@legator/contracts';
import type { LocalPolicy } from '../config/local-policy.js';
import { MemoryPolicyFile, type AssignedPolicy, type PolicyFile } from './assigned-policy.js';
import type { Refusal } from './gatekeeper.js';

/**
 * What may run on this host, and what of it without a person. Ceiling and local limits come from files of the host and
 * stay as they are; the control plane's policy can only ask for less than they allow.
 */
export class HostPolicy {
  private granted: Level = 'observe';
  private assigned: AssignedPolicy | undefined;

  constructor(
    /** What may ever run here, approved or not. */
    readonly ceiling: Level,
    private readonly local: LocalPolicy = {},
    private readonly file: PolicyFile = new MemoryPolicyFile(),
  ) {
    this.assigned = file.read();
  }

  /** The host's own limit on what runs without a person, whatever the control plane says. */
  get own(): Level {
    return lower(this.ceiling, this.local.level ?? this.ceiling);
  }

  /** What runs without a person now. */
  get level(): Level {
    return lower(this.own, this.granted);
  }

  /** Of the last policy that was taken; 0 before the first. */
  get revision(): number {
    return this.assigned?.revision ?? 0;
  }

  get sandbox(): 'preferred' | 'required' {
    return this.local.sandbox ?? this.assigned?.sandbox ?? 'preferred';
  }

  /** Effects that do not run here, or not without a person. */
  get rules(): readonly BlockRule[] {
    return [...(this.local.block ?? []), ...(this.assigned?.block ?? [])];
  }

  /** Beginnings of command lines that never run here. */
  get blocked(): readonly string[] {
    return [...(this.local.blocked ?? []), ...(this.assigned?.blocked ?? [])];
  }

  /** The level alone, as a control plane of protocol 1 says it. */
  adopt(level: Level): void {
    this.granted = level;
  }

  /** What the welcome says. One that knows less than we do already can only tighten. */
  welcomed({ version, level }: Welcome['policy']): void {
    const older = this.assigned !== undefined && version < this.assigned.revision;
    this.granted = older ? lower(level, this.assigned!.level) : level;
  }

  /**
   * Takes a policy, once it is written down: after a restart an older one must still be refused.
   * @returns why it was not taken; then at most its level counts, where that is lower
   */
  take(policy: AssignedPolicy): Refusal | undefined {
    const refusal = this.objection(policy) ?? this.write(policy);
    if (refusal) {
      this.granted = lower(this.granted, policy.level);
      return refusal;
    }
    this.assigned = policy;
    this.granted = policy.level;
    return undefined;
  }

  private objection(policy: AssignedPolicy): Refusal | undefined {
    const { revision } = this;
    if (policy.revision < revision) {
      const message = `The policy has revision ${policy.revision}; this host goes by ${revision} already.`;
      return { reason: 'policy_outdated', message };
    }
    if (policy.revision > revision || JSON.stringify(policy) === JSON.stringify(this.assigned))
      return undefined;
    return {
      reason: 'policy_altered',
      message: `The policy says it is revision ${revision}, and is another one than that.`,
    };
  }

  private write(policy: AssignedPolicy): Refusal | undefined {
    try {
      this.file.write(policy);
      return undefined;
    } catch (error) {
      return { reason: 'policy_unwritable', message: `It cannot be kept: ${(error as Error).message}` };
    }
  }
}
