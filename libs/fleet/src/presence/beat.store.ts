import { Injectable } from '@nestjs/common';
import type { Health, Vitals } from '@legator/contracts';
import type { Tx } from '@legator/core';
import { isDegraded } from '../health.js';
import { sampleOf } from '../vitals/sample.js';
import type { LinkedProbe } from './linked-probes.js';

/** The newest heartbeat of a probe, not written yet. */
export interface Beat {
  readonly link: LinkedProbe;
  /** Milliseconds. */
  readonly at: number;
  readonly vitals: Vitals;
  readonly health: Health;
}

export interface BeatsSaved {
  readonly moved: readonly string[];
  readonly missing: readonly string[];
}

/** A beat that is not newer than what the row has changes nothing there. One statement for any number. */
const SAVE = `
  with given as (
    select * from jsonb_to_recordset($1::jsonb) as r(id text, at timestamptz, connection text, status text,
      score int, health text, reasons jsonb, vitals jsonb, load1 real, cpu real, memory real, swap real, disk real,
      net_rx real, net_tx real, processes real)
  ), fresh as (
    update fleet_probe p set last_seen_at = greatest(p.last_seen_at, g.at), vitals = g.vitals, vitals_at = g.at,
      health_score = g.score, health_status = g.health, health_reasons = g.reasons
    from given g where p.id = g.id and (p.vitals_at is null or p.vitals_at < g.at)
    returning p.tenant_id, p.status as was, p.connection as had, g.*
  ), kept as (
    insert into fleet_vitals
      (probe_id, tenant_id, at, load1, cpu, memory, swap, disk, net_rx, net_tx, processes)
    select id, tenant_id, at, load1, cpu, memory, swap, disk, net_rx, net_tx, processes from fresh
    where num_nonnulls(load1, cpu, memory, swap, disk, net_rx, net_tx, processes) > 0
  )
  select (select count(*)::int from fresh) as fresh,
    array(select id from fresh where was <> status or had is distinct from connection) as moved`;

/** Writes heartbeats, thousands at a time, across tenants. */
@Injectable()
export class BeatStore {
  async save(tx: Tx, beats: readonly Beat[]): Promise<BeatsSaved> {
    const [{ fresh, moved }] = await tx.query(SAVE, [JSON.stringify(beats.map(toRow))]);
    if (fresh === beats.length) return { moved, missing: [] };
    return { moved, missing: await this.missing(tx, beats) };
  }

  private async missing(tx: Tx, beats: readonly Beat[]): Promise<string[]> {
    const rows: { id: string }[] = await tx.query(
      `select id from unnest($1::text[]) as g(id) where not exists (select from fleet_probe p where p.id = g.id)`,
      [beats.map(({ link }) => link.probeId)],
    );
    return rows.map(({ id }) => id);
  }
}

function toRow({ link, at, vitals, health }: Beat): Record<string, unknown> {
  return {
    id: link.probeId,
    at: new Date(at).toISOString(),
    connection: link.connection,
    status: isDegraded(health.status) ? 'degraded' : 'online',
    score: health.score,
    health: health.status,
    reasons: health.reasons ?? null,
    vitals,
    ...sampleOf(vitals),
  };
}
