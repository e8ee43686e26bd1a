import { Logger } from '@nestjs/common';
import { Level, covers, higher, type UpstreamCommand, type UpstreamEnvelope } from '@legator/contracts';
import { verifyUpstreamCommand } from '@legator/wire';
import type { JudgeArgv } from '../dispatches/gatekeeper.js';
import { heldBack } from '../dispatches/held-back.js';
import type { HostPolicy } from '../dispatches/host-policy.js';
import { MOST_RUNNING } from '../dispatches/dispatches.js';
import type { Executor, Run, RunEnd } from '../execution/executor.js';

export type SendPayload = (type: 'command_result' | 'output_chunk', payload: object) => void;

/** The policy that an upstream control plane pushed last, beside the level. */
export interface UpstreamRules {
  allowed: readonly string[];
  blocked: readonly string[];
}

export interface SigningText {
  masterText: string | undefined;
  probeId: string;
}

const DEFAULT_MS = 30_000;
const OUTPUT_BYTES = 1024 * 1024;
const MOST_MS = 86_400_000;
const REMEMBERED = 10_000;

/** Commands of protocol 1: the checks of upstream's probe (core contract, section 3.5) and ours, then the same executor. */
export class UpstreamCommands {
  private readonly log = new Logger('commands');
  private readonly runs = new Map<string, Run>();
  private readonly seen = new Set<string>();
  private stopping = false;
  rules: UpstreamRules = { allowed: [], blocked: [] };

  constructor(
    private readonly policy: HostPolicy,
    private readonly judge: JudgeArgv,
    private readonly executor: Pick<Executor, 'start'>,
    private readonly signing: SigningText,
    private readonly send: SendPayload,
    /** Whether runs that only look are held in a sandbox here. */
    private readonly contains: () => boolean = () => false,
  ) {}

  running(): string[] {
    return [...this.runs.keys()];
  }

  run(envelope: UpstreamEnvelope, command: UpstreamCommand): void {
    if (this.isRepeat(envelope.id)) return this.log.warn(`Ignoring a repeated envelope ${envelope.id}`);
    const refusal = this.refuse(envelope, command);
    if (refusal) this.turnAway(command, refusal);
    else this.launch(envelope.id, command);
  }

  async stop(): Promise<void> {
    this.stopping = true;
    const ends = [...this.runs.values()].map((run) => (run.cancel('the probe was stopped'), run.done));
    await Promise.all(ends);
  }

  private refuse(envelope: UpstreamEnvelope, command: UpstreamCommand): string | undefined {
    const { masterText, probeId } = this.signing;
    if (masterText && !verifyUpstreamCommand(envelope, command, { masterText, probeId })) {
      return 'command rejected: missing or invalid signature';
    }
    return this.violation(command) ?? this.overload();
  }

  private overload(): string | undefined {
    if (this.stopping) return 'command rejected: the probe is being stopped';
    if (this.runs.size >= MOST_RUNNING) return `command rejected: ${MOST_RUNNING} commands run already`;
    return undefined;
  }

  private violation({ command, args, level }: UpstreamCommand): string | undefined {
    const needed = this.needs([command, ...args], level);
    const allowed = this.policy.level;
    if (!covers(allowed, needed)) return `policy violation: needs ${needed}, this probe allows ${allowed}`;
    const own = this.read([command, ...args]);
    const held = heldBack(
      this.policy,
      [[command, ...args]],
      { ...own, level: needed },
      { approved: false, contained: this.contains() },
    );
    if (held) return `policy violation: ${held.message}`;
    const line = [command, ...args].join(' ').toLowerCase();
    const starts = (prefix: string) => line.startsWith(prefix.toLowerCase());
    if (this.rules.blocked.some(starts)) return 'policy violation: the command is blocked';
    if (this.rules.allowed.length > 0 && !this.rules.allowed.some(starts)) {
      return 'policy violation: the command is not on the list of allowed ones';
    }
    return undefined;
  }

  private needs(argv: readonly string[], claimed: string): Level {
    const own = this.read(argv);
    const level = own.known ? own.level : 'remediate';
    const declared = Level.safeParse(claimed);
    return declared.success ? higher(declared.data, level) : level;
  }

  private read(argv: readonly string[]): ReturnType<JudgeArgv> {
    try {
      return this.judge(argv);
    } catch {
      return { level: 'remediate', known: false };
    }
  }

  private isRepeat(id: string): boolean {
    if (this.seen.has(id)) return true;
    this.seen.add(id);
    if (this.seen.size > REMEMBERED) this.seen.delete(this.seen.values().next().value!);
    return false;
  }

  private launch(id: string, { request_id, command, args, level, timeout, stream }: UpstreamCommand): void {
    let last = 0;
    const chunk = (data: { seq: number; stream: string; data: string }) => {
      last = data.seq;
      this.send('output_chunk', { request_id, ...data, final: false, exit_code: 0 });
    };
    const needed = this.needs([command, ...args], level);
    const run = this.executor.start({
      argv: [command, ...args],
      contained: needed === 'remediate' || !this.contains() ? undefined : needed,
      timeoutMs: timeout > 0 ? Math.min(MOST_MS, Math.ceil(timeout / 1e6)) : DEFAULT_MS,
      outputLimit: OUTPUT_BYTES,
      onChunk: stream ? chunk : undefined,
    });
    this.runs.set(id, run);
    void run.done.then((end) => {
      this.runs.delete(id);
      if (stream) this.endStream(request_id, last, end);
      else this.send('command_result', resultOf(request_id, end));
    });
  }

  /** A streamed command ends with a final chunk and has no result of its own. */
  private endStream(request_id: string, last: number, { exitCode, message = '' }: RunEnd): void {
    this.send('output_chunk', {
      request_id,
      stream: 'stdout',
      data: '',
      seq: last + 1,
      final: true,
      exit_code: exitCode,
    });
    if (message) this.log.log(`${request_id}: ${message}`);
  }

  private turnAway({ request_id, stream }: UpstreamCommand, why: string): void {
    this.log.warn(`Refused ${request_id}: ${why}`);
    if (stream) {
      this.send('output_chunk', {
        request_id,
        stream: 'stderr',
        data: why,
        seq: 0,
        final: true,
        exit_code: -1,
      });
    } else {
      const nothing = { stdout: '', duration_ms: 0, truncated: false };
      this.send('command_result', { request_id, exit_code: -1, ...nothing, stderr: why });
    }
  }
}

function resultOf(request_id: string, end: RunEnd): object {
  return {
    request_id,
    exit_code: end.exitCode,
    stdout: end.stdout,
    stderr: end.stderr + (end.message ?? ''),
    duration_ms: end.durationMs,
    truncated: end.truncated,
  };
}
