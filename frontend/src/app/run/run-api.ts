import { Injectable, inject } from '@angular/core';
import { Api } from '../core/api-client';
import { urlOf } from '../core/api-request';
import { approvalsGet } from '../core/api/fn/approvals/approvals-get';
import { commandsCancel } from '../core/api/fn/commands/commands-cancel';
import { commandsFollow } from '../core/api/fn/commands/commands-follow';
import { commandsGet } from '../core/api/fn/commands/commands-get';
import { fleetRowsList } from '../core/api/fn/fleet/fleet-rows-list';
import { manyCommandsRunOnMany } from '../core/api/fn/many-commands/many-commands-run-on-many';
import { previewCommand } from '../core/api/fn/preview/preview-command';
import { probeCommandRun } from '../core/api/fn/probe-command/probe-command-run';
import type {
  CommandAnswer,
  CommandPreview,
  CommandView,
  FleetRowPage,
  HeldCommand,
  ManyCommandsAnswer,
} from '../core/api/models';
import { OPEN_STREAM, type StreamEnds } from './command-stream';

/** What somebody wants to run, wherever. */
export interface CommandWish {
  readonly line: string;
  /** Milliseconds; the control plane's default when left out. */
  readonly timeoutMs?: number;
  /** For whoever has to approve it. */
  readonly reason?: string;
}

export type OneAnswer = CommandAnswer | HeldCommand;

const NANOSECONDS = 1_000_000;

/** The calls of this feature. Each rejects with an `ApiError`; none is ever sent twice by itself. */
@Injectable({ providedIn: 'root' })
export class RunApi {
  private readonly api = inject(Api);
  private readonly open = inject(OPEN_STREAM);

  /** Probes by their ids, at most 500, or one page of those that match. */
  rows(query: { ids: readonly string[] } | { q: string; cursor?: string }): Promise<FleetRowPage> {
    const params = 'ids' in query ? { ids: query.ids.join(',') } : { ...query, sort: 'hostname' as const };
    return this.api.call(fleetRowsList({ ...params, limit: 500 }));
  }

  /** What would become of it now; nothing is written down and nothing leaves. */
  preview(probes: readonly string[], { line, timeoutMs }: CommandWish): Promise<CommandPreview> {
    return this.api.call(
      previewCommand({ body: { probes: [...probes], command: line, ...timeout(timeoutMs) } }),
    );
  }

  /** The same request id with the same command is the same request, however often it arrives. */
  runOne(probe: string, requestId: string, wish: CommandWish): Promise<OneAnswer> {
    const body = { ...bodyOf(wish), request_id: requestId, stream: true };
    return this.api.call(probeCommandRun({ id: probe, body }));
  }

  /** The same key with the same probes and command is the same request, however often it arrives. */
  runMany(probes: readonly string[], key: string, wish: CommandWish): Promise<ManyCommandsAnswer> {
    const body = { ...bodyOf(wish), probes: [...probes] };
    return this.api.call(manyCommandsRunOnMany({ body }), { 'idempotency-key': key });
  }

  find(requestId: string): Promise<CommandView> {
    return this.api.call(commandsGet({ requestId }));
  }

  /** Until when it waits for somebody's decision. */
  async waitsUntil(approvalId: string): Promise<string> {
    return (await this.api.call(approvalsGet({ id: approvalId }))).expires_at;
  }

  cancel(requestId: string): Promise<CommandView> {
    return this.api.call(commandsCancel({ requestId, body: { reason: 'stopped in the console' } }));
  }

  /** Hands over everything after `last`, then what comes. @returns what ends it */
  follow(requestId: string, last: number, ends: StreamEnds): () => void {
    return this.open(urlOf(commandsFollow({ requestId, last_seq: last })), ends);
  }
}

function bodyOf({ line, timeoutMs, reason }: CommandWish) {
  return { command: line, ...timeout(timeoutMs), ...(reason ? { reason } : {}) };
}

function timeout(ms: number | undefined): { timeout?: number } {
  return ms === undefined ? {} : { timeout: ms * NANOSECONDS };
}
