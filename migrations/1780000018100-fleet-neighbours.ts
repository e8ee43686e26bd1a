import { tenantTable } from '@legator/core';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whom hosts talk to, and by which addresses they are found among the neighbours of others. */
export class FleetNeighbours1780000018100 implements MigrationInterface {
  name = 'FleetNeighbours1780000018100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLES);
    await tenantTable(runner, 'fleet_connections', { app: 'select', worker: 'select, insert, update' });
    await tenantTable(runner, 'fleet_address', { app: 'select', worker: 'select, insert, delete' });
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

/**
 * An address is text in its one plain form, not inet: behind row-level security an index helps only where the comparison
 * is known to leak nothing, and that of texts is. The table fills with the next inventory of each probe.
 */
const TABLES = `
  create table fleet_connections (
    probe_id text primary key references fleet_probe on delete cascade,
    tenant_id text not null,
    received_at timestamptz not null,
    truncated boolean not null,
    groups jsonb not null
  );

  create table fleet_address (
    tenant_id text not null,
    address text not null,
    probe_id text not null references fleet_probe on delete cascade,
    primary key (tenant_id, address, probe_id)
  );
  create index fleet_address_probe on fleet_address (probe_id);
`;
