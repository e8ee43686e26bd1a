import { Injectable } from '@nestjs/common';
import type { Tx } from '@legator/core';

export interface Passkey {
  readonly id: string;
  readonly userId: string;
  /** As browsers name it, base64url. */
  readonly credentialId: string;
  readonly publicKey: Buffer;
  readonly counter: number;
  readonly transports: string[];
  readonly name: string;
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
}

const LISTED = `id, user_id as "userId", credential_id as "credentialId", public_key as "publicKey",
  counter::float8 as counter, transports, name, created_at as "createdAt", last_used_at as "lastUsedAt"`;

/** Passkeys. They belong to people, who have no tenant; all of it runs as a worker, and callers say whose. */
@Injectable()
export class PasskeysStore {
  ofUser(tx: Tx, userId: string): Promise<Passkey[]> {
    return tx.query(`select ${LISTED} from auth_passkey where user_id = $1 order by created_at, id`, [
      userId,
    ]);
  }

  async byCredential(tx: Tx, credentialId: string): Promise<Passkey | undefined> {
    const [row]: Passkey[] = await tx.query(`select ${LISTED} from auth_passkey where credential_id = $1`, [
      credentialId,
    ]);
    return row;
  }

  /** @returns whether it is new; somebody may have it already */
  async insert(tx: Tx, one: Omit<Passkey, 'lastUsedAt'>): Promise<boolean> {
    const rows: unknown[] = await tx.query(
      `insert into auth_passkey (id, user_id, credential_id, public_key, counter, transports, name, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (credential_id) do nothing returning id`,
      [
        one.id,
        one.userId,
        one.credentialId,
        one.publicKey,
        one.counter,
        one.transports,
        one.name,
        one.createdAt,
      ],
    );
    return rows.length > 0;
  }

  /** @returns the name it had */
  async rename(tx: Tx, userId: string, id: string, name: string): Promise<string | undefined> {
    const [row] = await tx.query(
      `with old as (select id, name from auth_passkey where id = $2 and user_id = $1 for update),
         done as (update auth_passkey p set name = $3 from old where p.id = old.id)
       select name from old`,
      [userId, id, name],
    );
    return row?.name;
  }

  /** One of somebody's, or all. @returns what is gone */
  remove(tx: Tx, userId: string, id?: string): Promise<{ id: string; name: string }[]> {
    return tx.query(
      `with gone as (delete from auth_passkey where user_id = $1 and ($2::uuid is null or id = $2) returning id, name)
       select id, name from gone`,
      [userId, id ?? null],
    );
  }

  /**
   * Notes a use. Counters only go up; authenticators that do not count say 0 for ever. Of two answers with the same
   * number one is noted. @returns whether it went up
   */
  async used(tx: Tx, id: string, counter: number, at: Date): Promise<boolean> {
    const rows: unknown[] = await tx.query(
      `with noted as (
         update auth_passkey set counter = $2, last_used_at = $3
         where id = $1 and (counter < $2 or (counter = 0 and $2 = 0)) returning id)
       select id from noted`,
      [id, counter, at],
    );
    return rows.length > 0;
  }

  /** Locks somebody's, so that they are changed one after the other. @returns how many there are */
  async lock(tx: Tx, userId: string): Promise<number> {
    await tx.query('select from auth_user where id = $1 for update', [userId]);
    const [{ count }] = await tx.query('select count(*)::int as count from auth_passkey where user_id = $1', [
      userId,
    ]);
    return count;
  }
}
