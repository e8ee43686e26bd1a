import { Injectable } from '@nestjs/common';
import type { ApprovalEvidence, EvidenceBy, EvidenceItem, EvidenceStatus } from '@legator/contracts';
import { currentContext, may, notFound, Transactions } from '@legator/core';
import { EvidenceStore } from './evidence.store.js';
import type { EvidenceRow } from './evidence.store.js';
import { firstLine } from './first-line.js';

const SHOWN = 20;
/** What the routes ask for that show what commands print. */
const OUTPUT_PERMISSION = 'command:exec';

/** What was read in the conversation that a request for approval came from, before it was made. */
@Injectable()
export class Evidence {
  constructor(
    private readonly transactions: Transactions,
    private readonly store: EvidenceStore,
  ) {}

  /** @throws `not_found` */
  of(approvalId: string): Promise<ApprovalEvidence> {
    const withOutput = may(currentContext().actor, OUTPUT_PERMISSION);
    return this.transactions.run(async (tx) => {
      const asked = await this.store.asked(tx, approvalId);
      if (!asked) throw notFound('approval', approvalId);
      const { conversation, at: before } = asked;
      if (conversation === null) return { evidence: [], more: 0 };
      const rows = await this.store.read(tx, { conversation, before, limit: SHOWN, withOutput });
      return { evidence: rows.map(toItem), more: (rows[0]?.n ?? 0) - rows.length };
    });
  }
}

function toItem(row: EvidenceRow): EvidenceItem {
  const { directive_id, request_id, probe_id, command, model, requested_by, exit_code, duration_ms } = row;
  return {
    ...{ directive_id, request_id, probe_id, command, model, requested_by, duration_ms },
    host: row.hostname || probe_id,
    by: askedBy(row),
    status: statusOf(row),
    exit_code: row.outcome === 'exited' ? exit_code : null,
    at: row.at.toISOString(),
    output: outputOf(row),
  };
}

/** A command that a model put before a person, who only pressed it, is the model's. */
function askedBy({ model, via }: EvidenceRow): EvidenceBy | null {
  if (model !== null || via === 'model') return 'model';
  if (via === 'rules') return 'rules';
  return via === 'command' ? 'person' : null;
}

function statusOf({ outcome, exit_code }: EvidenceRow): EvidenceStatus {
  if (outcome === 'exited') return exit_code === 0 ? 'succeeded' : 'failed';
  return outcome as Exclude<EvidenceStatus, 'succeeded' | 'failed'>;
}

/** What went wrong is said elsewhere than what was found, so the second is taken when there is nothing of the first. */
function outputOf({ stdout, stderr }: EvidenceRow): string | null {
  if (stdout === null && stderr === null) return null;
  return firstLine(stdout ?? '') || firstLine(stderr ?? '');
}
