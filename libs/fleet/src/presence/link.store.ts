import { Injectable } from '@nestjs/common';
import type { Tx } from '@legator/core';
import type { LinkState } from './link-state.js';

const COLUMNS = `id, tenant_id, hostname, protocol, status, connection, connected_since, link_at, last_seen_at, address,
  version, ceiling, capabilities`;

const SAVE = `
  update fleet_probe p set status = r.status, connection = r.connection, connected_since = r.connected_since,
    link_at = r.link_at, last_seen_at = greatest(p.last_seen_at, r.last_seen_at), address = r.address,
    version = r.version, ceiling = r.ceiling, capabilities = r.capabilities
  from jsonb_to_recordset($1::jsonb) as r(id text, status text, connection text, connected_since timestamptz,
    link_at timestamptz, last_seen_at timestamptz, address text, version text, ceiling text, capabilities jsonb)
  where p.id = r.id`;

export interface SilenceLimits {
  /** Nothing since: protocol 2 and upstream. */
  readonly silentSince: Date;
  readonly upstreamSilentSince: Date;
  /** Without a connection since. */
  readonly unlinkedSince: Date;
}

/** Reads and writes how probes stand, many at a time, across tenants. */
@Injectable()
export class LinkStore {
  /** Locked in the order of their ids, so that two replicas never wait for each other in a circle. */
  async lock(tx: Tx, ids: readonly string[]): Promise<LinkState[]> {
    const rows: Record<string, unknown>[] = await tx.query(
      `select ${COLUMNS} from fleet_probe where id = any($1) order by id for update`,
      [ids],
    );
    return rows.map(toState);
  }

  /** Those of whom nothing was heard for too long, locked; what another replica is at work on is left to it. */
  async lockSilent(tx: Tx, limits: SilenceLimits, limit: number): Promise<LinkState[]> {
    const rows: Record<string, unknown>[] = await tx.query(
      `select ${COLUMNS} from fleet_probe where status in ('online', 'degraded') and kind = 'agent' and (
         coalesce(last_seen_at, registered_at) < case protocol when 2 then $1::timestamptz else $2::timestamptz end
         or (connection is null and coalesce(link_at, registered_at) < $3::timestamptz))
       order by id limit $4 for update skip locked`,
      [limits.silentSince, limits.upstreamSilentSince, limits.unlinkedSince, limit],
    );
    return rows.map(toState);
  }

  /** Whether the connection that counts began after this. */
  async connectedAfter(tx: Tx, id: string, at: Date): Promise<boolean> {
    const rows: unknown[] = await tx.query(
      'select 1 from fleet_probe where id = $1 and connection is not null and connected_since > $2',
      [id, at],
    );
    return rows.length > 0;
  }

  async save(tx: Tx, states: readonly LinkState[]): Promise<void> {
    if (states.length > 0) await tx.query(SAVE, [JSON.stringify(states.map(toRow))]);
  }
}

function toState(row: Record<string, unknown>): LinkState {
  return {
    id: row['id'] as string,
    tenantId: row['tenant_id'] as string,
    hostname: row['hostname'] as string,
    protocol: row['protocol'] as number,
    status: row['status'] as LinkState['status'],
    connection: row['connection'] as string | null,
    connectedSince: ms(row['connected_since']),
    linkAt: ms(row['link_at']),
    lastSeen: ms(row['last_seen_at']),
    address: row['address'] as string | null,
    version: row['version'] as string | null,
    ceiling: row['ceiling'] as LinkState['ceiling'],
    capabilities: row['capabilities'],
  };
}

function toRow(state: LinkState): Record<string, unknown> {
  return {
    id: state.id,
    status: state.status,
    connection: state.connection,
    connected_since: iso(state.connectedSince),
    link_at: iso(state.linkAt),
    last_seen_at: iso(state.lastSeen),
    address: state.address,
    version: state.version,
    ceiling: state.ceiling,
    capabilities: state.capabilities,
  };
}

function ms(value: unknown): number | null {
  return value instanceof Date ? value.getTime() : null;
}

function iso(value: number | null): string | null {
  return value === null ? null : new Date(value).toISOString();
}
