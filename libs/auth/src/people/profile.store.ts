import { Injectable } from '@nestjs/common';
import type { ChangeProfile, Profile } from '@legator/contracts';
import type { Tx } from '@legator/core';

/** One account, by the id that its own credential gave. All of it runs as a worker. */
@Injectable()
export class ProfileStore {
  async profile(tx: Tx, id: string): Promise<Profile> {
    const [row] = await tx.query(
      `select id, username, display_name, email, created_at, last_login_at, password_hash is not null as has_password,
         password_changed_at, must_change_password,
         (select count(*)::int from auth_passkey p where p.user_id = u.id) as passkeys,
         array(select jsonb_build_object('issuer', i.issuer, 'since', i.created_at)
           from auth_identity i where i.user_id = u.id order by i.created_at) as identities
       from auth_user u where id = $1`,
      [id],
    );
    return {
      id: row.id,
      username: row.username,
      display_name: row.display_name,
      ...(row.email ? { email: row.email } : {}),
      created_at: row.created_at.toISOString(),
      ...(row.last_login_at ? { last_login: row.last_login_at.toISOString() } : {}),
      has_password: row.has_password,
      ...(row.password_changed_at ? { password_changed_at: row.password_changed_at.toISOString() } : {}),
      must_change_password: row.must_change_password,
      passkeys: row.passkeys,
      identities: row.identities.map(({ issuer, since }: { issuer: string; since: string }) => ({
        issuer,
        since: new Date(since).toISOString(),
      })),
    };
  }

  /** A missing field is left alone. @returns what stood there before, of the fields that were given */
  async change(
    tx: Tx,
    id: string,
    { display_name: displayName, email }: ChangeProfile,
  ): Promise<Record<string, unknown>> {
    const [before] = await tx.query('select display_name, email from auth_user where id = $1 for update', [
      id,
    ]);
    await tx.query(
      `update auth_user set display_name = coalesce($2, display_name), email = case when $3 then $4 else email end
       where id = $1`,
      [id, displayName ?? null, email !== undefined, email ?? null],
    );
    return {
      ...(displayName === undefined ? {} : { display_name: before.display_name }),
      ...(email === undefined ? {} : { email: before.email }),
    };
  }

  async passwordHash(tx: Tx, id: string): Promise<string | null> {
    const [row] = await tx.query('select password_hash from auth_user where id = $1', [id]);
    return row?.password_hash ?? null;
  }

  /** Only in the place of the one that was proved. @returns whether that was still there */
  async replacePassword(
    tx: Tx,
    id: string,
    { old, hash, at }: { old: string; hash: string; at: Date },
  ): Promise<boolean> {
    const [, count] = await tx.query(
      `update auth_user set password_hash = $3, password_changed_at = $4, must_change_password = false
       where id = $1 and password_hash = $2`,
      [id, old, hash, at],
    );
    return count === 1;
  }
}
