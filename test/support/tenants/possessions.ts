import { createHash } from 'node:crypto';
import type { Client } from 'pg';
import { eventually } from '../spine.js';

/** Changes by itself while nobody does anything: when keys were used, hosts were heard of, and the trail was signed. */
const RESTLESS: Readonly<Record<string, readonly string[]>> = {
  audit_chain: ['checkpoint_idx', 'checkpoint_at'],
  auth_api_key: ['last_used_at'],
  fleet_probe: ['last_seen_at', 'link_at', 'vitals_at'],
};

/** More and fewer rows by themselves: what hosts measure, counts that melt together, a signature of the trail each minute. */
const COMING_AND_GOING = ['audit_checkpoint', 'fleet_counter', 'fleet_vitals'];

/** Only passed through: what lies there is on its way to the trail and to the feed. */
export const PASSED_THROUGH = ['audit_inbox', 'core_outbox'];

/** Only the tenant of the installation has these, by a check of the table itself. */
export const OF_THE_INSTALLATION = ['auth_oidc'];

/** Every table that has tenants, out of the catalogue. Days of a table are a part of it. */
export async function tenantTables(owner: Client): Promise<string[]> {
  const { rows } = await owner.query<{ name: string }>(`
    select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
    where c.relkind in ('r', 'p') and not c.relispartition and c.relnamespace = 'public'::regnamespace order by 1`);
  return rows.map(({ name }) => name);
}

/** What belongs to people, who may be in several tenants. */
const OF_PEOPLE: Readonly<Record<string, string>> = {
  auth_user: 'id',
  auth_identity: 'user_id',
  auth_passkey: 'user_id',
};

/** All that a tenant has: a line per row, by table. As the owner, whom nothing hides anything from. */
export async function possessions(owner: Client, tenantId: string): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  const read = async (table: string, where: string) => {
    const { rows } = await owner.query<{ row: Record<string, unknown> }>(
      `select to_jsonb(t) - $2::text[] as row from ${table} t where ${where}`,
      [tenantId, RESTLESS[table] ?? []],
    );
    found.set(table, rows.map(({ row }) => JSON.stringify(row)).sort());
  };
  for (const table of await tenantTables(owner)) await read(table, 'tenant_id = $1');
  for (const [table, column] of Object.entries(OF_PEOPLE))
    await read(table, `${column} in (select user_id from auth_membership where tenant_id = $1)`);
  return found;
}

/** Waits until nothing of a tenant is on its way any more: all is sealed and told, and what was sent has arrived. */
export function atRest(owner: Client, tenantId: string): Promise<void> {
  return eventually(async () => {
    const { rows } = await owner.query<{ n: number }>(
      `select (select count(*) from audit_inbox where tenant_id = $1)::int
         + (select count(*) from core_outbox where tenant_id = $1)::int
         + (select count(*) from commands_dispatch where tenant_id = $1 and state = 'sent')::int
         + (select count(*) from commands_rollout_target where tenant_id = $1 and state = 'running'
              and not exists (select from commands_dispatch d where d.directive_id = commands_rollout_target.directive_id))::int
         as n`,
      [tenantId],
    );
    if (rows[0]!.n > 0) throw new Error(`${rows[0]!.n} things of ${tenantId} are still on their way.`);
  });
}

/** Every id and secret in there: what nobody else may ever be told. Words that all tenants share are none. */
export function idsIn(all: ReadonlyMap<string, readonly string[]>): string[] {
  const lines = [...all.values()].flat();
  const ids = lines.flatMap(
    (line) => line.match(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}|prb-[0-9a-f]{8}/g) ?? [],
  );
  const hashes = lines.flatMap((line) => line.match(/[0-9a-f]{64}/g) ?? []);
  return [...new Set([...ids, ...hashes])];
}

/** One hash per table, of what stays as it is while nobody does anything. */
export function digest(all: ReadonlyMap<string, readonly string[]>): Record<string, string> {
  const hash = (lines: readonly string[]) => createHash('sha256').update(lines.join('\n')).digest('hex');
  return Object.fromEntries(
    [...all]
      .filter(([table]) => !COMING_AND_GOING.includes(table))
      .map(([table, lines]) => [table, `${lines.length} ${hash(lines)}`]),
  );
}
