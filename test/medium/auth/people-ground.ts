import { Client } from 'pg';
import { PASSWORD, Visitor } from './auth-ground.js';
import type { Spine } from '../../support/spine.js';

/** Adds somebody as `by` and signs them in. */
export async function addPerson(
  spine: Spine,
  by: Visitor,
  username: string,
  role: string,
): Promise<{ id: string; visitor: Visitor }> {
  const made = await by.post('/api/v1/users', { username, password: PASSWORD, role });
  if (made.status !== 201) throw new Error(JSON.stringify(made.body));
  const visitor = new Visitor(spine);
  const signedIn = await visitor.signIn(username);
  if (signedIn.status !== 200) throw new Error(JSON.stringify(signedIn.body));
  return { id: made.body.id, visitor };
}

/** As the owner of the database, past every rule. */
export async function sql<T = Record<string, unknown>>(
  url: string,
  text: string,
  values: unknown[] = [],
): Promise<T[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text, values)).rows as T[];
  } finally {
    await client.end();
  }
}

/** Another tenant with somebody in it, by hand. */
export async function secondTenant(url: string, id: string, userId?: string, role = 'viewer'): Promise<void> {
  await sql(url, 'insert into auth_tenant (id, name) values ($1, $1) on conflict do nothing', [id]);
  if (userId)
    await sql(url, 'insert into auth_membership (tenant_id, user_id, role) values ($1, $2, $3)', [
      id,
      userId,
      role,
    ]);
}
