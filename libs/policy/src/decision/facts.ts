import type { CapacityIndicator, Level, PolicyDocument } from '@legator/contracts';
import type { Judgement, SeenEffect } from '@legator/shell';

/** A version of a template where it holds: for this probe itself, for a tag of it, or for its site. */
export interface HeldPolicy {
  readonly policyId: string;
  readonly version: number;
  readonly via: { readonly type: 'probe' | 'tag' | 'site'; readonly id: string };
  readonly document: PolicyDocument;
}

/** A judgement with whatever it says of effects. */
export type JudgedCommand = Judgement & { readonly effects?: readonly SeenEffect[] };

/** The command as it was asked for. */
export interface AskedCommand {
  readonly argv: readonly string[];
  readonly line?: string | undefined;
  readonly timeoutMs: number;
  /** What the client says it needs; can only tighten. */
  readonly declaredLevel?: Level | undefined;
}

/** How the probe is, as far as it was measured and is not too old. */
export type CapacityFacts = Readonly<Partial<Record<CapacityIndicator, number>>>;

/** What was started within the last hour, this request not counted; and how many probes it addresses. */
export interface Counts {
  readonly probe: number;
  readonly tenant: number;
  readonly targets: number;
}

/** Everything that a decision looks at. It asks nobody, so the same facts give the same answer. */
export interface DecisionFacts {
  readonly command: AskedCommand;
  readonly judgement: JudgedCommand;
  readonly target: {
    readonly id?: string;
    readonly protocol?: 1 | 2;
    readonly hostname: string;
    readonly level: Level;
    /** Null: an upstream probe, which has none and takes no approvals. */
    readonly ceiling: Level | null;
    /** Whether a sandbox works there; unknown counts as no. */
    readonly sandboxed?: boolean | undefined;
    /** Whether it looks at what a command touches before and after; unknown counts as no. */
    readonly captures?: boolean | undefined;
    /** Which of its policies' revisions this is about; 0 before the first. */
    readonly revision?: number | undefined;
  };
  readonly policies: readonly HeldPolicy[];
  readonly now: Date;
  readonly capacity: CapacityFacts;
  readonly counts: Counts;
}

/** One thing that a policy found. Without `then` it was looked at and is fine. */
export interface Finding {
  readonly code: string;
  readonly text: string;
  readonly then?: 'queue' | 'deny' | undefined;
  readonly source?: string;
  readonly value?: string | number;
  readonly comparator?: string;
  readonly threshold?: string | number;
}

/** A rule that every policy may hold. @returns what it found, if it looked at anything */
export type Check = (policy: HeldPolicy, facts: DecisionFacts) => Iterable<Finding>;

/** Whether the command would change something, or may. What the client says of it counts as well. */
export function isChange({ judgement, command }: Pick<DecisionFacts, 'judgement' | 'command'>): boolean {
  return judgement.level === 'remediate' || !judgement.known || command.declaredLevel === 'remediate';
}

/** The words of a command as one text. */
export function textOf({ argv, line }: Pick<AskedCommand, 'argv' | 'line'>): string {
  return argv.length > 0 ? argv.join(' ') : (line ?? '');
}
