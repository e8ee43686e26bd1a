import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Permission } from '@legator/contracts';

/** Who can answer for a key. A key cannot: whoever answers for the key that made it does. */
export type MakerType = 'user' | 'local' | 'system';

/** A credential for programs. The key itself is shown once and never stored. */
@Entity('auth_api_key')
export class ApiKey {
  @PrimaryColumn('uuid') id!: string;
  @Column('text', { name: 'tenant_id' }) tenantId!: string;
  @Column('text') name!: string;
  /** The first characters, by which people tell keys apart. */
  @Column('text') prefix!: string;
  /** SHA-256 of the key: it is random, so nothing slower is needed. */
  @Column('bytea', { select: false }) hash!: Buffer;
  @Column('text', { array: true }) permissions!: Permission[];
  /** Federation grants, word for word. */
  @Column('text', { array: true }) grants!: string[];
  @Column('text', { nullable: true }) description!: string | null;
  /** The name of whoever made it, for people to read; who that is stands in the two below. */
  @Column('text', { name: 'created_by' }) createdBy!: string;
  @Column('text', { name: 'made_by_type', nullable: true }) madeByType!: MakerType | null;
  @Column('text', { name: 'made_by_id', nullable: true }) madeById!: string | null;
  /** The key with which it was made. */
  @Column('uuid', { name: 'made_with', nullable: true }) madeWith!: string | null;
  @Column('uuid', { name: 'service_account_id', nullable: true }) serviceAccountId!: string | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('timestamptz', { name: 'expires_at', nullable: true }) expiresAt!: Date | null;
  @Column('timestamptz', { name: 'last_used_at', nullable: true }) lastUsedAt!: Date | null;
  @Column('timestamptz', { name: 'revoked_at', nullable: true }) revokedAt!: Date | null;
  /** The key that came in its place. */
  @Column('uuid', { name: 'replaced_by', nullable: true }) replacedBy!: string | null;
}
