import { Injectable } from '@nestjs/common';
import type { Tx } from '@legator/core';
import type { ProviderLogout } from './logout-token.js';
import { turnOf } from './oidc-people.store.js';

/** Of whom the provider says something: a person, a sign-in of theirs, or both. */
export interface AtIssuer {
  readonly issuer: string;
  readonly subject?: string | undefined;
  readonly session?: string | undefined;
}

/** Sign-outs that the provider told, for as long as a sign-in may be under way that they are about. Runs as a worker. */
@Injectable()
export class SignOutsStore {
  /**
   * Of whoever opens a sign-in and whoever ends it, the second sees what the first has done. A sign-in takes the turn of
   * its person and of its name, so that it meets a sign-out by either. Always in this order: nobody waits for each other.
   */
  async inTurn(tx: Tx, { issuer, subject, session }: AtIssuer): Promise<void> {
    if (subject !== undefined) await turnOf(tx, issuer, subject);
    if (session !== undefined) await turnOf(tx, 'session', issuer, session);
  }

  /** Marks a token as used, with what it says. @returns whether it is the first time */
  async keep(
    tx: Tx,
    hash: Buffer,
    { issuer, subject, session }: ProviderLogout,
    until: Date,
  ): Promise<boolean> {
    const rows = await tx.query(
      `with kept as (
         insert into auth_once (hash, purpose, data, expires_at) values ($1, 'oidc_logout', $2, $3)
         on conflict (hash) do nothing returning 1)
       select * from kept`,
      [hash, JSON.stringify({ issuer, subject, session }), until],
    );
    return rows.length > 0;
  }

  /**
   * Whether one came since then that would have ended this sign-in, had it been open: by the same rule as
   * `revokeOfProvider`. The time is the database's own, of the beginning of the transaction that kept it.
   */
  async reached(tx: Tx, { issuer, subject, session }: AtIssuer, since: Date): Promise<boolean> {
    const rows: unknown[] = await tx.query(
      `select 1 from auth_once o cross join lateral (select o.data ->> 'subject' as sub, o.data ->> 'session' as sid) said
       where o.purpose = 'oidc_logout' and o.created_at >= $4 and o.data ->> 'issuer' = $1
         and case when said.sid is null then said.sub = $2
           else (said.sid = $3::text and coalesce(said.sub, $2) = $2) or ($3::text is null and said.sub = $2) end
       limit 1`,
      [issuer, subject, session ?? null, since],
    );
    return rows.length > 0;
  }
}
