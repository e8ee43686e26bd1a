import type {
  ApprovalView,
  CommandEvent,
  CommandPreview,
  CommandResultView,
  CommandView,
  FleetRow,
  FleetRowPage,
  ManyCommandsAnswer,
  ProbePreview,
  RolloutView,
} from '../core/api/models';
import { ApiError } from '../core/api-error';
import type { StreamEnds } from './command-stream';
import type { CommandWish, OneAnswer } from './run-api';

export function aProbePreview(over: Partial<ProbePreview> = {}): ProbePreview {
  return {
    probe_id: 'prb-1',
    hostname: 'web-01',
    connected: true,
    decision: 'allow',
    level: 'observe',
    risk: 'low',
    reasons: [],
    ...over,
  };
}

/** What the control plane counts for these probes. */
export function aPreview(
  probes: readonly ProbePreview[],
  over: Partial<CommandPreview> = {},
): CommandPreview {
  const count = (decision: ProbePreview['decision']) =>
    probes.filter((one) => one.connected && one.decision === decision).length;
  return {
    summary: {
      run: count('allow'),
      approve: count('queue'),
      deny: count('deny'),
      offline: probes.filter(({ connected }) => !connected).length,
      unknown: 0,
      total: probes.length,
    },
    command: { argv: ['uptime'], effects: [] },
    probes: [...probes],
    truncated: false,
    ...over,
  };
}

export function aResult(over: Partial<CommandResultView> = {}): CommandResultView {
  return {
    request_id: 'r1',
    exit_code: 0,
    stdout: '',
    stderr: '',
    duration_ms: 120,
    truncated: false,
    outcome: 'exited',
    reason: null,
    message: null,
    contained: false,
    limits: null,
    late: false,
    ...over,
  };
}

/** A command that ended well, but for what the test is about. */
export function aCommand(over: Partial<CommandView> = {}): CommandView {
  return {
    request_id: 'r1',
    directive_id: 'd1',
    probe_id: 'prb-1',
    argv: ['uptime'],
    line: null,
    timeout_ms: 30_000,
    stream: true,
    state: 'succeeded',
    level: 'observe',
    risk: 'low',
    reasons: [],
    approval_id: null,
    error_kind: null,
    error_message: null,
    requested_by: { type: 'user', id: 'u1', name: 'Mara Keller' },
    requested_at: '2026-11-20T08:00:00.000Z',
    started_at: '2026-11-20T08:00:00.100Z',
    completed_at: '2026-11-20T08:00:00.220Z',
    result: aResult(),
    changes: null,
    reverts: null,
    ...over,
  };
}

/** A rollout under way, but for what the test is about. */
export function aRollout(over: Partial<RolloutView> = {}): RolloutView {
  return {
    ...{ id: 'ro-1', directive_id: 'd1', state: 'running', argv: ['uptime'], wave: 1 },
    settings: {
      max_concurrent: 1,
      max_errors: 0,
      canary: 1,
      health_seconds: 10,
      health_timeout_seconds: 300,
    },
    counts: { total: 3, waiting: 2, running: 1, succeeded: 0, failed: 0, skipped: 0, not_run: 0 },
    ...{ level: 'observe', risk: 'low', truncated: false },
    requested_by: { type: 'user', id: 'u1', name: 'Mara Keller' },
    requested_at: '2026-11-20T08:00:00.000Z',
    targets: [],
    ...over,
  };
}

/** A request that waits, but for what the test is about. */
export function anApproval(over: Partial<ApprovalView> = {}): ApprovalView {
  return {
    id: 'a1',
    directive_id: 'd1',
    probe_id: 'prb-1',
    command: { argv: ['uptime'] },
    summary: 'uptime',
    reason: 'It is not known what it does.',
    risk_level: 'high',
    requester: 'Mara Keller',
    requester_type: 'user',
    policy_decision: 'queue',
    policy_rationale: {},
    require_second_approver: false,
    required_approvals: 1,
    approvals: [],
    target: { type: 'probe', id: 'prb-1', name: 'web-01' },
    needs_review: false,
    decision: 'pending',
    created_at: '2026-11-20T08:00:00Z',
    expires_at: '2026-11-20T08:15:00Z',
    ...over,
  };
}

export function aFleetRow(over: Partial<FleetRow> = {}): FleetRow {
  return {
    id: 'prb-1',
    hostname: 'web-01',
    status: 'online',
    connected: true,
    os: 'linux',
    tags: [],
    policy_level: 'observe',
    registered: '2026-11-01T08:00:00Z',
    waiting_approvals: 0,
    ...over,
  };
}

/** A control plane that runs what the test lets it run, and remembers what it was asked. */
export class FakeRunApi {
  commands = new Map<string, CommandView>();
  fleet: readonly FleetRow[] = [aFleetRow()];
  previews: CommandPreview | ApiError = aPreview([aProbePreview()]);
  /** What the next requests answer; without one they are dispatched. */
  refusal: ApiError | undefined;
  request = anApproval();
  pageSize = 500;
  readonly asked: { probe: string; id: string; wish: CommandWish }[] = [];
  readonly askedMany: { probes: readonly string[]; key: string; wish: CommandWish }[] = [];
  /** What a wish for waves becomes, and what was done to it. */
  rolling = aRollout();
  readonly held: string[] = [];
  readonly streams: { id: string; last: number; ends: StreamEnds; isOpen: boolean }[] = [];
  readonly canceled: string[] = [];

  rows(query: { ids: readonly string[] } | { q: string; cursor?: string }): Promise<FleetRowPage> {
    const counts = { all: 0, online: 0, degraded: 0, offline: 0, pending: 0 };
    const all = 'ids' in query ? this.fleet.filter(({ id }) => query.ids.includes(id)) : this.fleet;
    const from = 'cursor' in query ? Number(query.cursor) : 0;
    const rows = all.slice(from, from + this.pageSize);
    const next = from + this.pageSize < all.length ? String(from + this.pageSize) : null;
    return Promise.resolve({ rows, next_cursor: next, total: all.length, counts });
  }

  preview(): Promise<CommandPreview> {
    return this.previews instanceof Error ? Promise.reject(this.previews) : Promise.resolve(this.previews);
  }

  runOne(probe: string, id: string, wish: CommandWish): Promise<OneAnswer> {
    this.asked.push({ probe, id, wish });
    if (this.refusal) return Promise.reject(this.refusal);
    if (!this.commands.has(id))
      this.commands.set(id, aCommand({ request_id: id, state: 'dispatched', result: null }));
    return Promise.resolve({ request_id: id, status: 'dispatched', job_id: 'd1' });
  }

  runMany(probes: readonly string[], key: string, wish: CommandWish): Promise<ManyCommandsAnswer> {
    this.askedMany.push({ probes, key, wish });
    if (this.refusal) return Promise.reject(this.refusal);
    if (wish.rolling) return Promise.resolve({ total: probes.length, results: [], rollout: this.rolling });
    const results = probes.map((probe) => {
      const request = `${key}-${probe}`;
      const away = !this.fleet.some(({ id, connected }) => id === probe && connected);
      if (away) return { probe_id: probe, status: 'error' as const, error: 'not connected' };
      if (!this.commands.has(request))
        this.commands.set(
          request,
          aCommand({ request_id: request, probe_id: probe, state: 'running', result: null }),
        );
      return { probe_id: probe, status: 'dispatched' as const, request_id: request };
    });
    return Promise.resolve({ total: results.length, results });
  }

  rollout(id: string): Promise<RolloutView> {
    return id === this.rolling.id
      ? Promise.resolve(this.rolling)
      : Promise.reject(new ApiError('not_found', 'There is no such rollout.', 404));
  }

  pause(): Promise<RolloutView> {
    return this.hold('pause', { state: 'paused', reason: 'Mara Keller paused it.' });
  }

  resume(_id: string, anyway: boolean): Promise<RolloutView> {
    return this.hold(anyway ? 'resume anyway' : 'resume', { state: 'running', reason: undefined });
  }

  stop(): Promise<RolloutView> {
    return this.hold('stop', { state: 'stopping' });
  }

  private hold(what: string, over: Partial<RolloutView>): Promise<RolloutView> {
    this.held.push(what);
    if (this.refusal) return Promise.reject(this.refusal);
    this.rolling = { ...this.rolling, ...over };
    return Promise.resolve(this.rolling);
  }

  find(id: string): Promise<CommandView> {
    const found = this.commands.get(id);
    return found
      ? Promise.resolve(found)
      : Promise.reject(new ApiError('not_found', 'There is no such command.', 404));
  }

  approval(id: string): Promise<ApprovalView> {
    return Promise.resolve({ ...this.request, id });
  }

  cancel(id: string): Promise<CommandView> {
    this.canceled.push(id);
    return this.find(id);
  }

  /** Whether this page may open another stream. */
  hasPlace = true;

  follow(id: string, last: number, ends: StreamEnds): (() => void) | undefined {
    if (!this.hasPlace) return undefined;
    const stream = { id, last, ends, isOpen: true };
    this.streams.push(stream);
    return () => {
      stream.isOpen = false;
    };
  }

  /** The newest stream says this. */
  says(event: Partial<CommandEvent>): void {
    const { id, ends } = this.streams.at(-1)!;
    ends.event({ request_id: id, seq: 1, kind: 'output', created_at: '', ...event });
  }

  /** It ends like this, and whoever looks it up is told so. */
  ends(id: string, over: Partial<CommandView> = {}): void {
    this.commands.set(
      id,
      aCommand({ ...this.commands.get(id), state: 'succeeded', result: aResult(), ...over }),
    );
  }
}
