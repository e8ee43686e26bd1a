import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ApprovalState, BindingChange, Level, Risk, SelfApproval } from '@legator/contracts';

/** A directive held back until people decide. */
@Entity('approvals_approval')
export class Approval {
  @PrimaryColumn('uuid') id!: string;
  @Column('text', { name: 'tenant_id' }) tenantId!: string;
  @Column('uuid', { name: 'directive_id' }) directiveId!: string;
  @Column('text') type!: string;
  @Column('jsonb') payload!: Record<string, unknown>;
  @Column('text') summary!: string;
  /** In canonical form, in full. */
  @Column('text', { name: 'command_line' }) commandLine!: string;
  @Column('text', { name: 'subject_type' }) subjectType!: string;
  @Column('text', { name: 'subject_id' }) subjectId!: string;
  @Column('text') risk!: Risk;
  @Column('text') level!: Level;
  @Column('text') reason!: string;
  /** What whoever asked says it is for. */
  @Column('text', { nullable: true }) note!: string | null;
  @Column('text', { name: 'requested_by_type' }) requestedByType!: string;
  @Column('text', { name: 'requested_by_id' }) requestedById!: string;
  @Column('text', { name: 'requested_by_name' }) requestedByName!: string;
  /** The person who asked, or who made the key that did. */
  @Column('text') answerable!: string;
  @Column('jsonb') rationale!: Record<string, unknown>;

  /** What exactly is asked for; see `binding.ts`. */
  @Column('text', { name: 'bound_hash' }) boundHash!: string;
  @Column('jsonb') bound!: Record<string, string>;
  @Column('text', { name: 'policy_version' }) policyVersion!: string;

  /** The terms on which it may be approved, as policy set them when it was asked for. */
  @Column('text', { name: 'treated_as' }) treatedAs!: Risk;
  @Column('text', { name: 'self_approval' }) selfApproval!: SelfApproval;
  @Column('boolean', { name: 'second_approver' }) secondApprover!: boolean;
  @Column('boolean', { name: 'own_allowed' }) ownAllowed!: boolean;

  @Column('text') state!: ApprovalState;
  @Column('text', { name: 'decided_by', nullable: true }) decidedBy!: string | null;
  @Column('timestamptz', { name: 'decided_at', nullable: true }) decidedAt!: Date | null;
  @Column('text', { name: 'decision_reason', nullable: true }) decisionReason!: string | null;
  @Column('jsonb') changes!: BindingChange[];
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('timestamptz', { name: 'expires_at' }) expiresAt!: Date;

  /** The window it may start in, when it was approved for later. */
  @Column('timestamptz', { name: 'not_before', nullable: true }) notBefore!: Date | null;
  @Column('timestamptz', { name: 'not_after', nullable: true }) notAfter!: Date | null;
  /** When the gate was opened; approved for later, that is a while after the decision. */
  @Column('timestamptz', { name: 'released_at', nullable: true }) releasedAt!: Date | null;
  /** When it was used, which happens once. */
  @Column('timestamptz', { name: 'consumed_at', nullable: true }) consumedAt!: Date | null;

  @Column('uuid', { nullable: true }) supersedes!: string | null;
  @Column('uuid', { name: 'superseded_by', nullable: true }) supersededBy!: string | null;
  @Column('text', { name: 'breakglass_reason', nullable: true }) breakglassReason!: string | null;
  @Column('boolean', { name: 'needs_review' }) needsReview!: boolean;
  @Column('text', { name: 'reviewed_by', nullable: true }) reviewedBy!: string | null;
  @Column('timestamptz', { name: 'reviewed_at', nullable: true }) reviewedAt!: Date | null;
  @Column('text', { name: 'review_note', nullable: true }) reviewNote!: string | null;
}

/** Until when it can be decided: its own time, or the end of the window that whoever approved first has given. */
export function undecidedUntil({ expiresAt, notAfter }: Pick<Approval, 'expiresAt' | 'notAfter'>): Date {
  return notAfter && notAfter < expiresAt ? notAfter : expiresAt;
}
