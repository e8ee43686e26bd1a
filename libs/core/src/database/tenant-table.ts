import type { QueryRunner } from 'typeorm';
import { ROLES } from './connections.js';

export interface TableRights {
  /** What the application may do inside its tenant. */
  readonly app?: string;
  /** What background work may do across tenants. */
  readonly worker?: string;
  readonly sealer?: string;
}

/**
 * Closes a table by row-level security, forced, and opens it again: to the application inside its own tenant, to the
 * others across tenants where named. Every table with a `tenant_id` goes through here.
 */
export async function tenantTable(runner: QueryRunner, table: string, rights: TableRights): Promise<void> {
  await runner.query(`alter table ${table} enable row level security`);
  await runner.query(`alter table ${table} force row level security`);
  if (rights.app) {
    await runner.query(
      `create policy ${table}_app on ${table} to ${ROLES.app} using (tenant_id = current_setting('app.tenant', true)) with check (tenant_id = current_setting('app.tenant', true))`,
    );
    await runner.query(`grant ${rights.app} on ${table} to ${ROLES.app}`);
  }
  for (const role of ['worker', 'sealer'] as const) {
    const granted = rights[role];
    if (!granted) continue;
    await runner.query(
      `create policy ${table}_${role} on ${table} to ${ROLES[role]} using (true) with check (true)`,
    );
    await runner.query(`grant ${granted} on ${table} to ${ROLES[role]}`);
  }
}

/** A table without tenants: granted as named, to no one else. */
export async function globalTable(runner: QueryRunner, table: string, rights: TableRights): Promise<void> {
  for (const role of ['app', 'worker', 'sealer'] as const) {
    if (rights[role]) await runner.query(`grant ${rights[role]} on ${table} to ${ROLES[role]}`);
  }
}
