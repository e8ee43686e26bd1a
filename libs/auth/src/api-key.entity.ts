import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Permission } from '@legator/contracts';

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
  @Column('text', { name: 'created_by' }) createdBy!: string;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('timestamptz', { name: 'expires_at', nullable: true }) expiresAt!: Date | null;
  @Column('timestamptz', { name: 'last_used_at', nullable: true }) lastUsedAt!: Date | null;
  @Column('timestamptz', { name: 'revoked_at', nullable: true }) revokedAt!: Date | null;
}
