import { Injectable, inject } from '@angular/core';
import type { CommandPreview, CommandView, ProbePreview } from '../app/core/api/models';
import { DemoWorld } from './demo-world';

/** Programs that only read, as far as the demo knows. */
const READS = new Set([
  'ls',
  'df',
  'uptime',
  'cat',
  'sleep',
  'uname',
  'free',
  'ps',
  'hostname',
  'journalctl',
]);
const NEVER = new Set(['rm', 'dd', 'mkfs', 'shutdown']);
/** After so many milliseconds it runs, and after so many more it is done. */
const STARTS = 400;
const TAKES = 1_200;
/** So many wait for a person from the beginning. */
const HELD_BACK = 3;

interface DemoCommand {
  readonly id: string;
  readonly probeId: string;
  readonly line: string;
  readonly at: number;
  canceledAt?: number;
  /** When somebody said yes to it. */
  releasedAt?: number;
}

/** Commands of the demo: nothing runs, and they end as such commands do. */
@Injectable({ providedIn: 'root' })
export class DemoCommands {
  private readonly world = inject(DemoWorld);
  private readonly all = new Map<string, DemoCommand>();

  constructor() {
    const hosts = this.world.probes().filter(({ connected }) => connected);
    for (const { id: probeId } of hosts.slice(0, HELD_BACK)) {
      const id = crypto.randomUUID();
      this.all.set(id, { id, probeId, line: 'systemctl restart postgresql', at: Date.now() });
    }
  }

  /** How many of its commands wait for a person. */
  waiting(probeId: string): number {
    return this.of(probeId).filter(({ state }) => state === 'pending_approval').length;
  }

  /** Newest first. */
  of(probeId: string): CommandView[] {
    return [...this.all.values()]
      .filter((one) => one.probeId === probeId)
      .sort((a, b) => b.at - a.at)
      .map((one) => this.view(one));
  }

  find(id: string): CommandView | undefined {
    const found = this.all.get(id);
    return found && this.view(found);
  }

  preview(ids: readonly string[], line: string): CommandPreview {
    const known = ids.filter((id) => this.world.host(id));
    const probes = known.map((id) => this.judge(id, line));
    const count = (decision: string) =>
      probes.filter((one) => one.connected && one.decision === decision).length;
    const offline = probes.filter(({ connected }) => !connected).length;
    return {
      summary: {
        ...{ run: count('allow'), approve: count('queue'), deny: count('deny'), offline },
        unknown: ids.length - known.length,
        total: ids.length,
      },
      command: {
        argv: line.split(/\s+/),
        effects: [],
        ...(probes[0] ? { level: probes[0].level, risk: probes[0].risk } : {}),
      },
      probes: probes.slice(0, 200),
      truncated: probes.length > 200,
    };
  }

  /** The same id is the same command. */
  begin(id: string, probeId: string, line: string): { view: CommandView; verdict: ProbePreview } {
    const command = this.all.get(id) ?? { id, probeId, line, at: Date.now() };
    this.all.set(id, command);
    for (const ms of [0, STARTS, STARTS + TAKES + 50]) setTimeout(() => this.tell(command), ms);
    return { view: this.view(command), verdict: this.judge(probeId, line) };
  }

  /** Those that needed a person, whatever that one said. */
  held(): readonly Readonly<DemoCommand>[] {
    return [...this.all.values()].filter((one) => this.judge(one.probeId, one.line).decision === 'queue');
  }

  /** Somebody decided: it runs, or it never does. */
  settle(id: string, isGranted: boolean): void {
    const found = this.all.get(id);
    if (!found) return;
    if (!isGranted) {
      found.canceledAt ??= Date.now();
      return;
    }
    found.releasedAt ??= Date.now();
    for (const ms of [0, STARTS, STARTS + TAKES + 50]) setTimeout(() => this.tell(found), ms);
  }

  cancel(id: string): CommandView | undefined {
    const found = this.all.get(id);
    if (found) found.canceledAt ??= Date.now();
    return found && this.view(found);
  }

  output({ probeId, line }: Pick<DemoCommand, 'probeId' | 'line'>): string {
    const host = this.world.host(probeId);
    const [program] = line.split(/\s+/);
    if (program === 'hostname') return `${host?.hostname}\n`;
    if (program === 'uname') return `${host?.distribution[2]}\n`;
    if (program === 'df')
      return `Filesystem      Size  Use% Mounted on\n/dev/sda1       ${Math.round((host?.diskBytes ?? 0) / 2 ** 30)}G  ${Math.round(host?.full ?? 0)}% ${host?.fullestMount}\n`;
    return `\u001b[32mok\u001b[0m: ${line}\n`;
  }

  private judge(id: string, line: string): ProbePreview {
    const host = this.world.probe(id)!;
    const [decision, level, risk, reason] = judgeDemo(line);
    const common = { probe_id: id, hostname: host.hostname, connected: host.connected };
    return { ...common, decision, level, risk, reasons: [reason] };
  }

  private tell({ id, probeId, line }: DemoCommand): void {
    const view = this.find(id);
    const type = view?.result ? 'command.completed' : 'command.dispatched';
    this.world.happened({ type, probeId, summary: `${view?.result ? 'Done' : 'Sent'}: ${line}` });
  }

  private view(command: DemoCommand): CommandView {
    const { id, probeId, line, canceledAt, releasedAt } = command;
    const at = releasedAt ?? command.at;
    const judged = this.judge(probeId, line);
    const { level, risk, reasons } = judged;
    const decision = releasedAt ? 'allow' : judged.decision;
    const passed = (canceledAt ?? Date.now()) - at;
    const state = stateOf(decision, passed, canceledAt !== undefined);
    const isDone = state === 'succeeded' || (state === 'canceled' && decision === 'allow');
    const iso = (ms: number) => new Date(ms).toISOString();
    return {
      request_id: id,
      directive_id: id,
      probe_id: probeId,
      argv: line.split(/\s+/),
      line: null,
      timeout_ms: 30_000,
      stream: true,
      state,
      level,
      risk,
      reasons: reasons.map((text) => ({ code: 'demo', text })),
      approval_id: judged.decision === 'queue' ? id : null,
      error_kind: null,
      error_message: null,
      requested_by: { type: 'local', id: 'local', name: 'admin' },
      requested_at: iso(command.at),
      started_at: passed >= STARTS ? iso(at + STARTS) : null,
      completed_at: isDone ? iso(at + passed) : null,
      changes: null,
      reverts: null,
      result: isDone
        ? {
            request_id: id,
            exit_code: canceledAt ? -1 : 0,
            stdout: canceledAt ? '' : this.output(command),
            stderr: '',
            duration_ms: Math.min(TAKES, passed),
            truncated: false,
            outcome: canceledAt ? 'canceled' : 'exited',
            reason: null,
            message: null,
            contained: false,
            limits: 'watch',
            late: false,
          }
        : null,
    };
  }
}

/** As far as the demo can tell: what becomes of a line, the level it needs, its risk, and why. */
export function judgeDemo(line: string) {
  const program = line.split(/\s+/)[0] ?? '';
  if (NEVER.has(program))
    return ['deny', 'remediate', 'critical', `${program} may destroy something.`] as const;
  return READS.has(program)
    ? (['allow', 'observe', 'low', `${program}, used like this, only reads.`] as const)
    : (['queue', 'remediate', 'medium', 'Nobody has said what it does; a person decides.'] as const);
}

function stateOf(
  decision: ProbePreview['decision'],
  passed: number,
  isCanceled: boolean,
): CommandView['state'] {
  if (decision === 'deny') return 'denied';
  if (isCanceled) return 'canceled';
  if (decision === 'queue') return 'pending_approval';
  return passed < STARTS ? 'dispatched' : passed < STARTS + TAKES ? 'running' : 'succeeded';
}
