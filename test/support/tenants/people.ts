import { createHash, randomBytes } from 'node:crypto';
import type { Client } from 'pg';

export interface Signed {
  readonly userId: string;
  readonly sessionId: string;
  /** What the command line sends of somebody who is signed in. */
  readonly token: string;
}

/** Somebody of a tenant in a role, signed in, and there all the while; as the rows would be, had they been invited and come. */
export async function signedIn(owner: Client, tenant: string, name: string, role: string): Promise<Signed> {
  const token = `lgs_${randomBytes(32).toString('hex')}`;
  const { rows } = await owner.query<{ user_id: string; session_id: string }>(
    `with someone as (
       insert into auth_user (id, username, display_name, email, password_hash)
         values (gen_random_uuid(), $2, $2, $2 || '@example.com', $2 || '-hash') returning id),
     member as (
       insert into auth_membership (tenant_id, user_id, role, created_by) select $1, id, $3, $2 from someone),
     known as (
       insert into auth_identity (id, user_id, issuer, subject) select gen_random_uuid(), id, $2, $2 from someone),
     passkey as (
       insert into auth_passkey (id, user_id, credential_id, public_key, name, created_at)
         select gen_random_uuid(), id, $2, '\\x01', $2, now() from someone)
     insert into auth_session (id, tenant_id, user_id, hash, kind, method, created_at, seen_at, expires_at, user_agent,
         confirmed_at, confirmed_by)
       select gen_random_uuid(), $1, id, $4, 'cli', 'password', now(), now(), now() + interval '1 hour', $2,
         now() + interval '1 hour', 'passkey' from someone
       returning id as session_id, user_id`,
    [tenant, name, role, createHash('sha256').update(token).digest()],
  );
  return { userId: rows[0]!.user_id, sessionId: rows[0]!.session_id, token };
}

/** A role of the tenant's own and somebody invited into it. */
export async function invite(owner: Client, tenant: string, word: string): Promise<{ invitation: string }> {
  await owner.query(
    `insert into auth_role (tenant_id, name, permissions, description) values ($1, 'helper', '{fleet:read}', $2)`,
    [tenant, word],
  );
  const { rows } = await owner.query<{ id: string }>(
    `insert into auth_invitation (id, tenant_id, hash, name, role, created_by, created_at, expires_at)
     values (gen_random_uuid(), $1, $2, $3, 'helper', $3, now(), now() + interval '1 day') returning id`,
    [tenant, randomBytes(32), `${word}-guest`],
  );
  return { invitation: rows[0]!.id };
}
