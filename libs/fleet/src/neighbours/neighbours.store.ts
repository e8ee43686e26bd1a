import { Injectable } from '@nestjs/common';
import type { ConnectionGroup, ProbeStatus } from '@legator/contracts';
import type { Tx } from '@legator/core';

/** What a probe told last of whom its host talks to. */
export interface StoredConnections {
  readonly receivedAt: Date;
  readonly truncated: boolean;
  readonly groups: readonly ConnectionGroup[];
}

export interface NewConnections extends StoredConnections {
  readonly probeId: string;
}

/** Who in the tenant has an address. */
export interface AddressOwner {
  readonly address: string;
  /** How many probes. */
  readonly owners: number;
  /** Whether the probe that was asked about is among them. */
  readonly own: boolean;
  /** Where it is one alone. */
  readonly probe?: { readonly id: string; readonly hostname: string; readonly status: ProbeStatus };
}

const SAVE = `
  insert into fleet_connections as c (probe_id, tenant_id, received_at, truncated, groups)
  select p.id, p.tenant_id, r.received_at, r.truncated, r.groups
  from jsonb_to_recordset($1::jsonb) as r(probe_id text, received_at timestamptz, truncated boolean, groups jsonb)
    join fleet_probe p on p.id = r.probe_id
  order by p.id for key share of p
  on conflict (probe_id) do update set received_at = excluded.received_at, truncated = excluded.truncated,
    groups = excluded.groups
  where c.received_at <= excluded.received_at`;

const KEEP_ADDRESSES = `
  with said as (
    select r.probe_id, r.tenant_id, a.address
    from jsonb_to_recordset($1::jsonb) as r(probe_id text, tenant_id text, addresses text[]), unnest(r.addresses) a(address)
  ), gone as (
    delete from fleet_address f where f.probe_id = any($2)
      and not exists (select from said s where s.probe_id = f.probe_id and s.address = f.address)
  )
  insert into fleet_address (tenant_id, address, probe_id) select tenant_id, address, probe_id from said
  on conflict do nothing`;

const OWNERS = `
  with found as (
    select address, count(*)::int as owners, min(probe_id) as probe_id, bool_or(probe_id = $2) as own
    from fleet_address where address = any($1) group by address
  )
  select f.address, f.owners, f.own, p.id, p.hostname, p.status
  from found f left join fleet_probe p on f.owners = 1 and p.id = f.probe_id`;

/** Connections and addresses: written across tenants, several at a time; read within one. */
@Injectable()
export class NeighboursStore {
  /** What is older than what is stored changes nothing; that of a probe which does not exist any more is dropped. */
  async save(tx: Tx, all: readonly NewConnections[]): Promise<void> {
    const rows = all.map(({ probeId, receivedAt, truncated, groups }) => ({
      ...{ probe_id: probeId, received_at: receivedAt.toISOString(), truncated, groups },
    }));
    await tx.query(SAVE, [JSON.stringify(rows)]);
  }

  /** From now on the probes have these addresses and no others; nothing is written where they had them. */
  async keepAddresses(
    tx: Tx,
    all: readonly { probeId: string; tenantId: string; addresses: readonly string[] }[],
  ): Promise<void> {
    if (all.length === 0) return;
    const rows = all.map(({ probeId, tenantId, addresses }) => ({
      ...{ probe_id: probeId, tenant_id: tenantId, addresses },
    }));
    await tx.query(KEEP_ADDRESSES, [JSON.stringify(rows), all.map(({ probeId }) => probeId)]);
  }

  async find(tx: Tx, probeId: string): Promise<StoredConnections | undefined> {
    const [row] = await tx.query(
      'select received_at, truncated, groups from fleet_connections where probe_id = $1',
      [probeId],
    );
    return row && { receivedAt: row.received_at, truncated: row.truncated, groups: row.groups };
  }

  /** Which of the addresses somebody of the tenant has; strangers' are not in the answer. */
  async owners(tx: Tx, addresses: readonly string[], probeId: string): Promise<AddressOwner[]> {
    const rows: OwnerRow[] = await tx.query(OWNERS, [addresses, probeId]);
    return rows.map(({ address, owners, own, id, hostname, status }) => ({
      ...{ address, owners, own },
      ...(id !== null && { probe: { id, hostname, status } }),
    }));
  }
}

interface OwnerRow {
  readonly address: string;
  readonly owners: number;
  readonly own: boolean;
  readonly id: string | null;
  readonly hostname: string;
  readonly status: ProbeStatus;
}
