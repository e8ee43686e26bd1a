import { Injectable, Logger } from '@nestjs/common';
import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import { Background, Clock, runWith, systemActor, Transactions } from '@legator/core';
import type { Tx } from '@legator/core';
import { DirectiveControl } from '@legator/directives';
import type { Approval } from './approval.entity.js';
import { ApprovalsStore } from './approvals.store.js';
import { Releases } from './releases.service.js';

const BATCH = 200;
const CLOSED = 'The window it was approved for closed before it could start.';
/** Approved for a night without saying until when, it is not meant for the working day after a long freeze or outage. */
const LATE_MS = 86_400_000;
const LATE = 'It could not start within a day of the time it was approved for.';

/**
 * Opens the gates of what was approved for later, when later has come. Until then the row alone remembers, so it
 * survives whatever happens to processes; then it is judged once more, because policy may have changed meanwhile, and
 * while a freeze holds it, it goes on waiting.
 */
@Injectable()
export class HeldApprovals implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('approvals');
  private readonly background = new Background('approvals-held', () => this.turn(), 1_000);

  constructor(
    private readonly transactions: Transactions,
    private readonly store: ApprovalsStore,
    private readonly directives: DirectiveControl,
    private readonly releases: Releases,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.background.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.background.stop();
  }

  private async turn(): Promise<boolean> {
    let after: string | undefined;
    for (;;) {
      const due = await this.transactions.look((tx) => this.store.due(tx, after, BATCH));
      for (const { id, tenantId } of due) await this.tryToOpen(id, tenantId);
      if (due.length < BATCH) return false;
      after = due.at(-1)!.id;
    }
  }

  /** One that cannot be opened must not keep the others shut. */
  private async tryToOpen(id: string, tenantId: string): Promise<void> {
    try {
      await runWith({ actor: systemActor(tenantId) }, () => this.transactions.run((tx) => this.open(tx, id)));
    } catch (error) {
      this.logger.error({ err: error, approvalId: id }, 'What was approved for now could not be let go.');
    }
  }

  private async open(tx: Tx, id: string): Promise<void> {
    const found = await this.store.get(tx, id);
    // Looked at first: what is too late ends, also where it cannot be judged any more.
    if (latestStart(found) <= this.clock.now()) return this.close(tx, found);
    const seen = await this.directives.reconsider(tx, found.directiveId);
    const approval = await this.store.take(tx, id);
    if (!isHeld(approval)) return;
    const flaw = this.releases.flawOf(approval, seen);
    if (flaw) await this.releases.end(tx, approval, 'void', flaw);
    else if (!seen.frozen) await this.releases.release(tx, approval);
  }

  private async close(tx: Tx, { id, directiveId }: Approval): Promise<void> {
    await this.directives.lock(tx, directiveId);
    const approval = await this.store.take(tx, id);
    if (!isHeld(approval)) return;
    await this.releases.end(tx, approval, 'expired', { why: approval.notAfter ? CLOSED : LATE, changes: [] });
  }
}

function isHeld({ state, releasedAt }: Approval): boolean {
  return state === 'approved' && !releasedAt;
}

function latestStart({ notBefore, notAfter, decidedAt, createdAt }: Approval): Date {
  return notAfter ?? new Date((notBefore ?? decidedAt ?? createdAt).getTime() + LATE_MS);
}
