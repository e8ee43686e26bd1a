import { Injectable } from '@nestjs/common';
import { DomainError, Gate, runWith } from '@legator/core';
import type { Tx } from '@legator/core';
import { DirectiveTypes } from './directive-types.js';
import { DirectivesStore } from './directives.store.js';
import { asker, toGated } from './gated.js';
import { InlineRuns } from './inline-runs.js';

/** Configuration that waited for a person: done in the transaction of the decision, as it else is in the request's. */
@Injectable()
export class InlineStarts {
  constructor(
    private readonly store: DirectivesStore,
    private readonly types: DirectiveTypes,
    private readonly gate: Gate,
    private readonly inline: InlineRuns,
  ) {}

  /**
   * Does what was just approved, on behalf of whoever asked; everything else is the runner's.
   * @throws whatever it throws; then nothing was decided
   */
  async start(tx: Tx, id: string): Promise<void> {
    const directive = await this.store.get(tx, id);
    const type = this.types.find(directive.type);
    if (type?.kind !== 'inline' || directive.gate !== 'approved' || directive.scheduledAt > new Date())
      return;
    const { approvalId, payload } = directive;
    const actor = asker(directive);
    const starting = { ...toGated(directive, type, actor), approvalId, resumed: false };
    const [refused] = await this.gate.consume(tx, [starting]);
    if (refused) throw new DomainError('conflict', 'approvals.void', refused.message);
    await runWith({ actor }, () =>
      this.inline.run(tx, [{ type, payload: type.schema.parse(payload) as never, directive }]),
    );
  }
}
