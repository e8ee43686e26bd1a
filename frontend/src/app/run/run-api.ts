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
import { rolloutsGet } from '../core/api/fn/rollouts/rollouts-get';
import { rolloutsPause } from '../core/api/fn/rollouts/rollouts-pause';
import { rolloutsResume } from '../core/api/fn/rollouts/rollouts-resume';
import { rolloutsStop } from '../core/api/fn/rollouts/rollouts-stop';
import type {
  ApprovalView,
  CommandAnswer,
  CommandPreview,
  CommandView,
  FleetRowPage,
  HeldCommand,
  ManyCommandsAnswer,
  ProbePreview,
  RolloutView,
  RunOnMany,
} from '../core/api/models';
import { OPEN_STREAM, type StreamEnds } from './command-stream';

/** How it goes over many hosts; without any of it, to all of them at once. */
export type Rolling = Pick<RunOnMany, 'canary' | 'max_concurrent' | 'max_errors'>;

/** What somebody wants to run, wherever. */
export interface CommandWish {
  readonly line: string;
  /** Milliseconds; the control plane's default when left out. */
  readonly timeoutMs?: number;
  /** For whoever has to approve it. */
  readonly reason?: string;
  /** The approval of an earlier request whose place it takes; only on one host. */
  readonly supersedes?: string;
  /** Only on many hosts. */
  readonly rolling?: Rolling;
}

/** What taking a command back would come to. */
export interface RevertPreview {
  readonly steps: readonly string[];
  /** Changes that have no way back. */
  readonly remains: readonly string[];
  readonly command: string;
  readonly only_if: readonly string[];
  readonly verdict: Pick<ProbePreview, 'decision' | 'reasons'>;
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
    const { supersedes } = wish;
    const named = { ...bodyOf(wish), request_id: requestId, stream: true };
    const body = { ...named, ...(supersedes ? { supersedes } : {}) };
    return this.api.call(probeCommandRun({ id: probe, body }));
  }

  /** The same key with the same probes and command is the same request, however often it arrives. */
  runMany(probes: readonly string[], key: string, wish: CommandWish): Promise<ManyCommandsAnswer> {
    const body = { ...bodyOf(wish), ...wish.rolling, probes: [...probes] };
    return this.api.call(manyCommandsRunOnMany({ body }), { 'idempotency-key': key });
  }

  rollout(id: string): Promise<RolloutView> {
    return this.api.call(rolloutsGet({ id }));
  }

  pause(id: string): Promise<RolloutView> {
    return this.api.call(rolloutsPause({ id, body: { reason: 'in the console' } }));
  }

  resume(id: string, ignoreHealth: boolean): Promise<RolloutView> {
    return this.api.call(rolloutsResume({ id, body: { ignore_health: ignoreHealth } }));
  }

  stop(id: string): Promise<RolloutView> {
    return this.api.call(rolloutsStop({ id, body: { reason: 'stopped in the console' } }));
  }

  find(requestId: string): Promise<CommandView> {
    return this.api.call(commandsGet({ requestId }));
  }

  /** The request for somebody's decision, and what became of it. */
  approval(id: string): Promise<ApprovalView> {
    return this.api.call(approvalsGet({ id }));
  }

  cancel(requestId: string): Promise<CommandView> {
    return this.api.call(commandsCancel({ requestId, body: { reason: 'stopped in the console' } }));
  }

  /** What taking it back would run; nothing is written down and nothing leaves. */
  previewRevert(requestId: string): Promise<RevertPreview> {
    return this.api.call({ ...revertOf(requestId, '/preview'), body: {}, as: 'json' });
  }

  /** A new command, judged like any other. */
  revert(requestId: string, reason: string): Promise<{ readonly request_id: string }> {
    return this.api.call({ ...revertOf(requestId), body: reason ? { reason } : {}, as: 'json' });
  }

  /** Hands over everything after `last`, then what comes. @returns what ends it; nothing when there is no place for it */
  follow(requestId: string, last: number, ends: StreamEnds, isNew: boolean): (() => void) | undefined {
    return this.open(urlOf(commandsFollow({ requestId, last_seq: last })), ends, isNew);
  }
}

function revertOf(requestId: string, part = '') {
  const path = `/api/v1/commands/${encodeURIComponent(requestId)}/revert${part}`;
  return { method: 'POST', path } as const;
}

function bodyOf({ line, timeoutMs, reason }: CommandWish) {
  return { command: line, ...timeout(timeoutMs), ...(reason ? { reason } : {}) };
}

function timeout(ms: number | undefined): { timeout?: number } {
  return ms === undefined ? {} : { timeout: ms * NANOSECONDS };
}
