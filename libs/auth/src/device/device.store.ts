import { Injectable } from '@nestjs/common';
import { SignOutsStore } from '../oidc/sign-outs.store.js';
import type { AtIssuer } from '../oidc/sign-outs.store.js';
import type { AtProvider, SessionMethod } from '../sessions/sessions.store.js';
import type { Tx } from '@legator/core';

/** A command line that waits for a person. */
export interface Asking {
  readonly hash: Buffer;
  readonly userId: string | null;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly data: {
    readonly host_name: string;
    readonly address: string;
    readonly user_agent: string;
    readonly state: 'waiting' | 'approved' | 'denied';
    /** Where the person worked when they approved it. */
    readonly tenant_id?: string;
    /** How they had signed in there. */
    readonly method?: SessionMethod;
    /** Where they had signed in, when that was at a provider. */
    readonly provider?: AtProvider;
    /** The sign-in that approved it. */
    readonly session_id?: string;
    /** ISO times. */
    readonly polled_at?: string;
    readonly interval: number;
  };
}

const FOUND = `hash, user_id as "userId", data, created_at as "createdAt", expires_at as "expiresAt"`;

/** Requests of command lines, known by two secrets: the program's, and the one that a person types. */
@Injectable()
export class DeviceStore {
  constructor(private readonly signOuts: SignOutsStore) {}

  /** Locked, so that questions and answers come one after the other. */
  async take(tx: Tx, hash: Buffer): Promise<Asking | undefined> {
    const [row]: Asking[] = await tx.query(
      `select ${FOUND} from auth_once where hash = $1 and purpose = 'device' for update`,
      [hash],
    );
    return row;
  }

  /** By the hash of what the person typed. */
  async byUserCode(tx: Tx, hash: Buffer): Promise<Asking | undefined> {
    const [row] = await tx.query(
      `select decode(data ->> 'device', 'hex') as device from auth_once where hash = $1 and purpose = 'device_code'`,
      [hash],
    );
    return row && this.take(tx, row.device);
  }

  async change(tx: Tx, { hash }: Asking, data: Partial<Asking['data']>, userId?: string): Promise<void> {
    await tx.query(
      `update auth_once set data = data || $2::jsonb, user_id = coalesce($3, user_id) where hash = $1`,
      [hash, JSON.stringify(data), userId ?? null],
    );
  }

  /** How somebody signed in: what they let in is signed in the same way, and ends with it at the provider. */
  async signInOf(tx: Tx, sessionId: string): Promise<{ method: SessionMethod; provider?: AtProvider }> {
    const [{ method, issuer, session }] = await tx.query(
      'select method, issuer, provider_session as session from auth_session where id = $1',
      [sessionId],
    );
    return { method, ...(issuer ? { provider: { issuer, ...(session ? { session } : {}) } } : {}) };
  }

  /**
   * Whether a sign-in still holds, and goes on to until the end of the transaction: who ends it by the provider comes
   * after, and then sees what was opened with it.
   */
  async holdsInTurn(tx: Tx, sessionId: string, now: Date): Promise<boolean> {
    const at: AtIssuer[] = await tx.query(
      `select s.issuer, i.subject, s.provider_session as session
       from auth_session s join auth_identity i on i.user_id = s.user_id and i.issuer = s.issuer
       where s.id = $1 order by i.subject`,
      [sessionId],
    );
    for (const { issuer, subject } of at) await this.signOuts.inTurn(tx, { issuer, subject });
    const [first] = at;
    if (first?.session) await this.signOuts.inTurn(tx, { issuer: first.issuer, session: first.session });
    return this.holds(tx, sessionId, now);
  }

  /** Whether a sign-in still holds. */
  async holds(tx: Tx, sessionId: string, now: Date): Promise<boolean> {
    const rows: unknown[] = await tx.query(
      'select 1 from auth_session where id = $1 and revoked_at is null and expires_at > $2',
      [sessionId, now],
    );
    return rows.length > 0;
  }

  /** Both secrets are good for nothing any more. */
  async drop(tx: Tx, { hash }: Asking): Promise<void> {
    await tx.query(
      `delete from auth_once where hash = $1 or (purpose = 'device_code' and data ->> 'device' = $2)`,
      [hash, hash.toString('hex')],
    );
  }
}
