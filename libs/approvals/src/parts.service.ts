import { Inject, Injectable } from '@nestjs/common';
import { Clock, CONFIG, DomainError } from '@legator/core';
import type { Config, GatedDirective, OpenedGate, Tx } from '@legator/core';
import { bindingHash, bindingOf } from './binding.js';
import { PartsStore } from './parts.store.js';
import type { Use } from './uses.store.js';

/** One decision for many: what is part of something that was approved needs no other. */
@Injectable()
export class ApprovalParts {
  constructor(
    private readonly store: PartsStore,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * Opens the gates of those that are parts, each bound to exactly what it is now, used once, and started within the time
   * that a request may wait, or never.
   * @throws `approvals.part_of_nothing` when what they belong to is not approved, or is not what was approved
   */
  async open(tx: Tx, directives: readonly GatedDirective[]): Promise<OpenedGate[]> {
    const parts = directives.flatMap((directive) => {
      return directive.partOf ? [{ directive, ...directive.partOf }] : [];
    });
    if (parts.length === 0) return [];
    const wholes = new Map(parts.map(({ approvalId, whole }) => [approvalId, whole]));
    const wanted = [...wholes].map(([approvalId, whole]) => {
      return { approvalId, directiveId: whole.directiveId, hash: bindingHash(bindingOf(whole)) };
    });
    const now = this.clock.now();
    const expiresAt = new Date(now.getTime() + this.config.approvalTtlMs);
    const standing = await this.store.standing(tx, wanted);
    const opened = parts.map(({ directive: { directiveId }, approvalId }) => {
      if (!standing.has(approvalId)) throw partOfNothing();
      return { directiveId, approvalId, expiresAt, granted: true };
    });
    await this.store.insert(
      tx,
      parts.map(({ directive, approvalId }) => ({
        directiveId: directive.directiveId,
        approvalId,
        tenantId: directive.actor.tenantId,
        boundHash: bindingHash(bindingOf(directive)),
      })),
      now,
    );
    return opened;
  }

  /** @returns those that may start */
  consume(tx: Tx, uses: readonly Use[]): Promise<Set<string>> {
    return this.store.consume(tx, uses);
  }
}

function partOfNothing(): DomainError {
  return new DomainError(
    'conflict',
    'approvals.part_of_nothing',
    'What it is a part of is not approved, or is not what was approved.',
  );
}
