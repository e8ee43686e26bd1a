import { Injectable, Logger } from '@nestjs/common';
import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import { asDomainError, Background, Transactions } from '@legator/core';
import { LiveRowsStore } from './live-rows.store.js';

/** So often the tables are looked at, and no screen is told more often. */
const EVERY_MS = 1_000;

/** Somebody's console, as far as rows go. */
export interface Screen {
  readonly tenantId: string;
  /** The probes on it now. */
  readonly watched: ReadonlySet<string>;
  /** What is known of this tenant's rows, each as JSON, and its counts. Takes from it what it has not shown yet. */
  show(rows: ReadonlyMap<string, KnownRow>, counts: string): void;
}

export interface KnownRow {
  readonly mark: string;
  readonly json: string;
}

/**
 * What moves on the screens of this replica: once a second one look at the tables for each tenant, for all its screens
 * together. Heartbeats are in the table about a second after they came, at whichever replica.
 */
@Injectable()
export class LiveRows implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('live-rows');
  private readonly screens = new Set<Screen>();
  private readonly known = new Map<string, Map<string, KnownRow>>();
  /** What went wrong in the turn before, each said once for as long as it lasts. */
  private complaints: ReadonlySet<string> = new Set();
  private readonly background = new Background('live-rows', () => this.turn(), EVERY_MS);

  constructor(
    private readonly transactions: Transactions,
    private readonly store: LiveRowsStore,
  ) {}

  onApplicationBootstrap(): void {
    this.background.start();
  }

  onApplicationShutdown(): Promise<void> {
    return this.background.stop();
  }

  /** @returns what ends it */
  add(screen: Screen): () => void {
    this.screens.add(screen);
    return () => this.screens.delete(screen);
  }

  private async turn(): Promise<void> {
    const byTenant = Map.groupBy(this.screens, ({ tenantId }) => tenantId);
    for (const tenantId of this.known.keys()) if (!byTenant.has(tenantId)) this.known.delete(tenantId);
    const failures = new Map<string, { tenantId: string; error: unknown }>();
    for (const [tenantId, screens] of byTenant) {
      try {
        await this.refresh(tenantId, screens);
      } catch (error) {
        // The screens of other tenants go on. What keeps all of them from it is one failure, not one of each.
        const text = String((error as Error)?.message);
        if (!failures.has(text)) failures.set(text, { tenantId, error });
      }
    }
    for (const [text, failure] of failures) if (!this.complaints.has(text)) this.complain(failure);
    this.complaints = new Set(failures.keys());
  }

  private complain({ tenantId, error }: { tenantId: string; error: unknown }): void {
    const { kind, message } = asDomainError(error);
    if (kind === 'unavailable') this.logger.warn(`Rows are not told of: ${message}`);
    else this.logger.error({ err: error, tenantId }, 'Rows of a tenant cannot be told of; tried again.');
  }

  private async refresh(tenantId: string, screens: readonly Screen[]): Promise<void> {
    const before = this.known.get(tenantId);
    const watched = new Set(screens.flatMap((screen) => [...screen.watched]));
    const known = new Map<string, KnownRow>();
    for (const id of watched) if (before?.has(id)) known.set(id, before.get(id)!);
    const seen = [...watched].map((id) => ({ id, mark: known.get(id)?.mark ?? '' }));
    const { rows, counts } = await this.transactions.runAs(tenantId, (tx) => this.store.look(tx, seen));
    for (const { mark, ...row } of rows) known.set(row.id, { mark, json: JSON.stringify(row) });
    this.known.set(tenantId, known);
    const countsJson = JSON.stringify(counts);
    for (const screen of screens) screen.show(known, countsJson);
  }
}
