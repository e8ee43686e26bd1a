import { Injectable, Logger } from '@nestjs/common';
import { failPoint } from '@legator/contracts';
import type { CommandResult } from '@legator/contracts';
import { Clock, DomainError, MicroBatch, Transactions } from '@legator/core';
import type { Tx } from '@legator/core';
import { CapturesStore } from './captured/captures.store.js';
import { Acceptances } from './acceptances.service.js';
import type { Captured, ReportingProbe, StoredResult } from './dispatch.js';
import { DispatchesStore } from './dispatches.store.js';
import { Endings } from './endings.service.js';
import { OutputChunks } from './output-chunks.service.js';
import { ResultsStore } from './results.store.js';
import type { ArrivedResult } from './results.store.js';
import { storable } from './storable.js';

/** A result as a connection hands it over. */
export type ReportedResult = Pick<
  CommandResult,
  | 'outcome'
  | 'exitCode'
  | 'stdout'
  | 'stderr'
  | 'truncated'
  | 'durationMs'
  | 'reason'
  | 'message'
  | 'contained'
  | 'limits'
  | 'before'
  | 'after'
>;

/** `stored`: now. `known`: it was there already. `refused`: this probe was never sent such a dispatch. `failed`: see the log. */
export type Receipt = 'stored' | 'known' | 'refused' | 'failed';

/** Characters of output in one transaction; a batch beyond it is stored in parts. */
const MAX_BATCH_LENGTH = 8 * 1024 * 1024;

/**
 * Takes results from connections, many at a time.
 *
 * A promise that resolves to `stored` or `known` means that the result is committed, and the probe may forget it.
 */
@Injectable()
export class DispatchResults {
  private readonly logger = new Logger('commands');
  private readonly batch = new MicroBatch<ArrivedResult, Receipt>((items) => this.flush(items), {
    maxItems: 500,
    waitMs: 2,
    parallel: 2,
  });

  constructor(
    private readonly transactions: Transactions,
    private readonly dispatches: DispatchesStore,
    private readonly store: ResultsStore,
    private readonly endings: Endings,
    private readonly chunks: OutputChunks,
    private readonly acceptances: Acceptances,
    private readonly captures: CapturesStore,
    private readonly clock: Clock,
  ) {}

  /**
   * Rejects when the database is away; then it must not be acknowledged. With `streamed`, output came as chunks and
   * the result carries none: it gets what the stream kept.
   */
  async accept(
    probe: ReportingProbe,
    dispatchId: string,
    result: ReportedResult,
    { streamed = false } = {},
  ): Promise<Receipt> {
    this.acceptances.ended(probe, dispatchId);
    await this.chunks.written(dispatchId);
    const output = streamed ? await this.streamedOutput(probe, dispatchId) : {};
    return this.batch.add({
      id: dispatchId,
      probeId: probe.probeId,
      captured: { before: result.before ?? null, after: result.after ?? null },
      ...toStored({ ...result, ...output }),
    });
  }

  /** The dispatch that an upstream probe means; it knows only request ids. */
  async findFor(probe: ReportingProbe, requestId: string): Promise<string | undefined> {
    const found = await this.transactions.worker((tx) => this.dispatches.findFor(tx, probe, requestId));
    return found?.id;
  }

  /** For the trail: a probe reported on something that was never sent to it. */
  async recordRefusal(probe: ReportingProbe, what: string): Promise<void> {
    await this.transactions.worker((tx) => this.endings.refused(tx, probe, what));
  }

  private async flush(items: ArrivedResult[]): Promise<Receipt[]> {
    const receipts: Receipt[] = [];
    for (const part of inParts(items)) receipts.push(...(await this.storePart(part)));
    failPoint('result.stored');
    return receipts;
  }

  /** One result that cannot be stored must not take the others of its batch with it. */
  private async storePart(items: readonly ArrivedResult[]): Promise<Receipt[]> {
    try {
      return await this.transactions.worker((tx) => this.storeIn(tx, items));
    } catch (error) {
      if (error instanceof DomainError && error.kind === 'unavailable') throw error;
      if (items.length === 1) return [this.lost(items[0]!, error)];
      const receipts: Receipt[] = [];
      for (const item of items) receipts.push(...(await this.storePart([item])));
      return receipts;
    }
  }

  private lost({ id, probeId }: ArrivedResult, error: unknown): Receipt {
    this.logger.error({ err: error, dispatchId: id, probeId }, 'A result could not be stored.');
    return 'failed';
  }

  private async streamedOutput({ tenantId }: ReportingProbe, dispatchId: string) {
    return this.transactions.worker(async (tx) => {
      const dispatch = await this.dispatches.get(tx, dispatchId);
      return dispatch && this.store.streamedOutput(tx, tenantId, dispatch.requestId);
    });
  }

  private async storeIn(tx: Tx, items: readonly ArrivedResult[]): Promise<Receipt[]> {
    // The same dispatch twice in one batch: the first word counts.
    const first = new Map<string, ArrivedResult>();
    for (const item of items) if (!first.has(keyOf(item))) first.set(keyOf(item), item);
    const now = this.clock.now();
    const settled = await this.store.store(tx, [...first.values()], now);
    const captured = await this.captures.keep(
      tx,
      settled.map((one) => ({ ...one, captured: first.get(keyOf(one))!.captured })),
      now,
    );
    await this.endings.reported(
      tx,
      settled.map((dispatch) => ({
        dispatch,
        result: first.get(keyOf(dispatch))!,
        captured: captured.get(dispatch.id),
      })),
    );
    const stored = new Set(settled.map(keyOf));
    const fresh = (item: ArrivedResult) => stored.has(keyOf(item)) && first.get(keyOf(item)) === item;
    const rest = items.filter((item) => !fresh(item));
    const owned = rest.length > 0 ? await this.store.owned(tx, rest) : new Set<string>();
    return items.map((item) => (fresh(item) ? 'stored' : owned.has(keyOf(item)) ? 'known' : 'refused'));
  }
}

/** A dispatch as one probe names it: what another probe says about it is another matter. */
function keyOf({ id, probeId }: { id: string; probeId: string }): string {
  return `${id}@${probeId}`;
}

function toStored(result: ReportedResult): StoredResult {
  return {
    outcome: result.outcome,
    exitCode: result.outcome === 'exited' ? clampInt(result.exitCode) : -1,
    stdout: storable(result.stdout),
    stderr: storable(result.stderr),
    truncated: result.truncated,
    durationMs: result.durationMs,
    reason: result.reason === undefined ? null : storable(result.reason),
    message: result.message === undefined ? null : storable(result.message),
    contained: result.contained,
    limits: result.limits ?? null,
  };
}

/** Windows has exit codes that a signed 32-bit number does not hold. */
function clampInt(value: number): number {
  return value >= -2_147_483_648 && value <= 2_147_483_647 ? value : value | 0;
}

function inParts(items: readonly ArrivedResult[]): ArrivedResult[][] {
  const parts: ArrivedResult[][] = [];
  let length = Infinity;
  for (const item of items) {
    const own = item.stdout.length + item.stderr.length + lengthOf(item.captured);
    if (length + own > MAX_BATCH_LENGTH) {
      parts.push([]);
      length = 0;
    }
    parts.at(-1)!.push(item);
    length += own;
  }
  return parts;
}

function lengthOf({ before, after }: Captured): number {
  const items = [...(before?.items ?? []), ...(after?.items ?? [])];
  return items.reduce((sum, { text }) => sum + (text?.length ?? 0), 0);
}
