import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ApprovalState, Risk } from '@legator/contracts';

/** A directive held back until a person decides. */
@Entity('approvals_approval')
export class Approval {
  @PrimaryColumn('uuid') id!: string;
  @Column('text', { name: 'tenant_id' }) tenantId!: string;
  @Column('uuid', { name: 'directive_id' }) directiveId!: string;
  @Column('text') type!: string;
  @Column('jsonb') payload!: Record<string, unknown>;
  @Column('text') summary!: string;
  @Column('text', { name: 'subject_type' }) subjectType!: string;
  @Column('text', { name: 'subject_id' }) subjectId!: string;
  @Column('text') risk!: Risk;
  @Column('text') reason!: string;
  @Column('text', { name: 'requested_by_type' }) requestedByType!: string;
  @Column('text', { name: 'requested_by_id' }) requestedById!: string;
  @Column('text', { name: 'requested_by_name' }) requestedByName!: string;
  @Column('jsonb') rationale!: Record<string, unknown>;
  @Column('text') state!: ApprovalState;
  @Column('text', { name: 'decided_by', nullable: true }) decidedBy!: string | null;
  @Column('timestamptz', { name: 'decided_at', nullable: true }) decidedAt!: Date | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('timestamptz', { name: 'expires_at' }) expiresAt!: Date;
}
