import { Injectable } from '@nestjs/common';
import type { AuditFilter } from '@legator/contracts';
import { Clock, Transactions } from '@legator/core';
import {
  checkpointLine,
  exportEntryLine,
  exportHeaderLine,
  exportOmittedLine,
  GENESIS_LINK,
  parseCheckpoint,
} from '@legator/wire';
import { AuditStore } from './audit.store.js';
import type { CheckpointRow, ExportRow } from './audit.store.js';
import { Checkpoints } from './checkpoints.js';
import { auditCsvLine, CSV_HEADER } from './csv.js';
import { Sealer } from './sealer.js';

const PAGE = 500;

/**
 * The trail as a file, a page at a time: nothing is read before the reader took what came before, and no transaction
 * stays open meanwhile. Ends where the chain ended when the export began.
 */
@Injectable()
export class Exports {
  constructor(
    private readonly transactions: Transactions,
    private readonly store: AuditStore,
    private readonly sealer: Sealer,
    private readonly checkpoints: Checkpoints,
    private readonly clock: Clock,
  ) {}

  /** Lines that `verifyExport` of wire checks with the public key alone. What the filter left out is there as a hash. */
  async *lines(tenantId: string, filter: AuditFilter): AsyncGenerator<string> {
    const { upTo, checkpointsTo } = await this.prepare(tenantId);
    yield `${await this.header(tenantId)}\n`;
    for (let after = 0; ;) {
      const { rows, signed } = await this.transactions.runAs(tenantId, async (tx) => {
        const rows = await this.store.exportRange(tx, tenantId, filter, { after, upTo, limit: PAGE });
        // The last page also takes the checkpoints behind its end: they know of entries that are not here.
        const last = rows.length === PAGE ? rows.at(-1)!.idx : checkpointsTo;
        return { rows, signed: await this.store.checkpointsBetween(tx, tenantId, { after, upTo: last }) };
      });
      yield* page(rows, signed);
      if (rows.length < PAGE) return;
      after = rows.at(-1)!.idx;
    }
  }

  /** Upstream's columns, oldest first, only what matches. */
  async *csv(tenantId: string, filter: AuditFilter): AsyncGenerator<string> {
    const { upTo } = await this.prepare(tenantId);
    yield CSV_HEADER;
    for (let after = 0; after < upTo;) {
      const rows = await this.transactions.runAs(tenantId, (tx) =>
        this.store.matching(tx, tenantId, filter, { after, upTo, limit: PAGE }),
      );
      if (rows.length > 0) yield rows.map(auditCsvLine).join('');
      if (rows.length < PAGE) return;
      after = rows.at(-1)!.idx;
    }
  }

  /** Seals and signs what there is. @returns the indexes where the chain ends, and where what was signed of it does */
  private async prepare(tenantId: string): Promise<{ upTo: number; checkpointsTo: number }> {
    await this.sealer.flush();
    await this.checkpoints.signNow(tenantId);
    const { head, checkpointsTo } = await this.transactions.runAs(tenantId, (tx) =>
      this.store.snapshot(tx, tenantId),
    );
    return { upTo: head?.last_idx ?? 0, checkpointsTo };
  }

  private async header(tenant: string): Promise<string> {
    const keys = await this.transactions.runAs(tenant, (tx) => this.store.checkpointKeys(tx));
    const exported_at = this.clock.now().toISOString();
    return exportHeaderLine({ tenant, from_index: 1, start_link: GENESIS_LINK, keys, exported_at });
  }
}

/** A page as text, each checkpoint right behind its entry. */
function* page(rows: readonly ExportRow[], signed: readonly CheckpointRow[]): Generator<string> {
  const lines: string[] = [];
  let next = 0;
  for (const row of rows) {
    lines.push(entryLine(row));
    for (; next < signed.length && signed[next]!.idx <= row.idx; next += 1) {
      lines.push(signedLine(signed[next]!));
    }
  }
  // Checkpoints of entries that are not there stay in: they are the proof of it.
  lines.push(...signed.slice(next).map(signedLine));
  if (lines.length > 0) yield `${lines.join('\n')}\n`;
}

function entryLine({ idx, body, entry_hash, link }: ExportRow): string {
  if (body === null) return exportOmittedLine(idx, entry_hash);
  return exportEntryLine(body, { index: idx, entry_hash, link });
}

/** One that was damaged goes out as it is, on one line, for the verifier to refuse. */
function signedLine({ line }: CheckpointRow): string {
  const signed = parseCheckpoint(line);
  return signed ? checkpointLine(signed) : JSON.stringify({ checkpoint: line });
}
