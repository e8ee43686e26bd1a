import { Injectable } from '@nestjs/common';
import type { RevertCommand, RevertPreview } from '@legator/contracts';
import { canonical } from '@legator/shell';
import { CommandPreviews } from '../command-previews.service.js';
import type { CommandAsk, CommandRequested } from '../command-requests.service.js';
import { cannotRevert } from '../commands.errors.js';
import { CommandsService } from '../commands.service.js';
import { CommandChanges } from './command-changes.service.js';
import { labelOf } from './thing-words.js';
import type { WayBack } from './way-back.js';

/**
 * Taking a command back: with another one, which is asked for, judged and approved like any. Never by itself, and only
 * where things are still as the first one left them, which the probe sees right before it runs.
 */
@Injectable()
export class Reverts {
  constructor(
    private readonly commands: CommandsService,
    private readonly changes: CommandChanges,
    private readonly previews: CommandPreviews,
  ) {}

  /** What it would run and what would become of that. @throws `not_found`; `conflict` where there is no way back */
  async preview(requestId: string): Promise<RevertPreview> {
    const { ask, back } = await this.make(requestId);
    const { probes } = await this.previews.preview({ probeIds: [ask.probeId] }, ask);
    return {
      request_id: requestId,
      probe_id: ask.probeId,
      steps: [...back.steps],
      remains: [...back.remains],
      command: 'line' in ask.words ? ask.words.line : canonical(ask.words.argv),
      argv: 'line' in ask.words ? [] : [...ask.words.argv],
      only_if: back.expect.map((one) => `${labelOf(one)} is still as the command left it`),
      verdict: probes[0]!,
    };
  }

  /** @throws what asking for a command throws; `conflict` where there is no way back */
  async revert(requestId: string, { reason, request_id }: RevertCommand): Promise<CommandRequested> {
    const { ask } = await this.make(requestId);
    return this.commands.runOnOne({
      ...ask,
      reason: reason ?? `Takes back ${requestId}`,
      requestId: request_id,
    });
  }

  private async make(requestId: string): Promise<{ ask: CommandAsk; back: WayBack }> {
    const found = await this.commands.find(requestId);
    const changes = await this.changes.of(found);
    if (!changes) throw cannotRevert(notYet(found.directive.completedAt));
    const { back, view } = changes;
    if (!back.words) throw cannotRevert(view.not_revertible ?? 'There is no way back.');
    const undoes = { request_id: requestId, expect: [...back.expect] };
    return { back, ask: { probeId: found.dispatch!.probeId, words: back.words, undoes } };
  }
}

function notYet(completedAt: Date | null): string {
  return completedAt ? 'It changed nothing that is known of.' : 'It has not ended yet.';
}
