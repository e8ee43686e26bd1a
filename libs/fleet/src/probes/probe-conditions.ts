import { Injectable } from '@nestjs/common';
import type { CapacityIndicator, Vitals } from '@legator/contracts';
import { Clock } from '@legator/core';
import type { Tx } from '@legator/core';
import { diskPercent, loadPerCpu, memoryPercent } from '../health.js';

/** Beats come every half a minute; what is older than this says nothing about now. */
const FRESH_MS = 5 * 60_000;

/** How a probe is now, as far as anybody knows. */
export interface ProbeCondition {
  readonly measured: Readonly<Partial<Record<CapacityIndicator, number>>>;
  /** Whether it says that a sandbox works there. */
  readonly sandboxed: boolean;
  /** Whether it says that it looks at what a command touches, before and after. */
  readonly captures: boolean;
}

/** Whether a probe is here, and what it last said of its host's health. */
export interface ProbeHealth {
  readonly connected: boolean;
  /** From 100 downwards; null when nothing was measured. */
  readonly score: number | null;
  /** When it was heard of. */
  readonly measuredAt: Date | null;
}

/** Measurements of many probes, for those who decide by them. */
@Injectable()
export class ProbeConditions {
  constructor(private readonly clock: Clock) {}

  async of(tx: Tx, ids: readonly string[]): Promise<Map<string, ProbeCondition>> {
    const rows: Row[] = await tx.query(
      'select id, vitals, vitals_at, health_score, health_status, capabilities from fleet_probe where id = any($1)',
      [ids],
    );
    const oldest = this.clock.now().getTime() - FRESH_MS;
    return new Map(rows.map((row) => [row.id, conditionOf(row, oldest)]));
  }

  /** Those that exist. */
  async health(tx: Tx, ids: readonly string[]): Promise<Map<string, ProbeHealth>> {
    const rows: (Row & { connected: boolean })[] = await tx.query(
      `select id, connection is not null as connected, vitals_at, health_score, health_status
       from fleet_probe where id = any($1)`,
      [ids],
    );
    return new Map(rows.map((row) => [row.id, healthOfRow(row)]));
  }
}

interface Row {
  readonly id: string;
  readonly vitals: Vitals | null;
  readonly vitals_at: Date | null;
  readonly health_score: number | null;
  readonly health_status: string | null;
  readonly capabilities: { sandbox?: unknown; capture?: unknown } | null;
}

function healthOfRow({ connected, ...row }: Row & { connected: boolean }): ProbeHealth {
  const known = row.health_status !== null && row.health_status !== 'unknown';
  return { connected, score: known ? row.health_score : null, measuredAt: row.vitals_at };
}

function conditionOf(row: Row, oldest: number): ProbeCondition {
  const sandboxed = row.capabilities?.sandbox === true;
  const captures = row.capabilities?.capture === true;
  const { vitals, vitals_at: at } = row;
  if (!vitals || !at || at.getTime() < oldest) return { measured: {}, sandboxed, captures };
  const measured = {
    cpu_percent: vitals.cpuPercent,
    memory_percent: memoryPercent(vitals),
    disk_percent: diskPercent(vitals),
    load_per_core: loadPerCpu(vitals),
    health: row.health_status === 'unknown' ? undefined : (row.health_score ?? undefined),
  };
  const known = Object.entries(measured).filter(([, value]) => value !== undefined);
  return { measured: Object.fromEntries(known), sandboxed, captures };
}
