import { hostname } from 'node:os';
import { readFileSync } from 'node:fs';
import { Logger } from '@nestjs/common';
import type { ControlBody, LimitedBy, PolicySet, Welcome } from '@legator/contracts';
import type { FrameError, Message } from '@legator/wire';
import type { ConnectionsReporter } from './connections/connections-reporter.js';
import type { Dispatches } from './dispatches/dispatches.js';
import type { HostPolicy } from './dispatches/host-policy.js';
import type { RefusalLog } from './dispatches/refusal-log.js';
import { PLATFORM } from './enrolment.js';
import type { Heartbeat } from './heartbeat.js';
import type { InventoryReporter } from './inventory/inventory-reporter.js';
import type { Journal } from './journal/journal.js';
import type { Link, LinkListener } from './link/link.js';
import type { AgentRuntime } from './runtime.js';
import { startOf } from './start-of.js';
import type { Ticker } from './ticker.js';
import { PROBE_VERSION } from './version.js';

/** Everything the agent brings together. */
export interface AgentParts {
  link: Link;
  dispatches: Dispatches;
  journal: Journal;
  policy: HostPolicy;
  refusals: RefusalLog;
  heartbeat: Heartbeat;
  inventory: InventoryReporter;
  connections: ConnectionsReporter;
  ticker: Ticker;
  shellVersion: string;
  /** Whether runs that only look are held in a sandbox here. */
  contains: () => boolean;
  /** What holds commands that change something to limits. */
  limits?: LimitedBy;
  /** As the host was enrolled; the machine's own name when left out. */
  hostname?: string;
}

const TEND_MS = 10_000;

/** The probe on a link of protocol 2: hands each frame to whoever is responsible, and says who we are. */
export class Agent implements LinkListener, AgentRuntime {
  private readonly log = new Logger('probe');
  private stops: (() => void)[] = [];
  private stopTending: (() => void) | undefined;
  private connectedSince: Date | undefined;
  private lastWelcome: Date | undefined;

  constructor(private readonly parts: AgentParts) {}

  start(): void {
    const { trouble } = this.parts.journal;
    if (trouble) this.log.error(`NO COMMAND WILL RUN: ${trouble.message}`);
    this.stopTending = this.parts.ticker.every(TEND_MS, () => this.parts.dispatches.tend());
    this.parts.link.start(this);
  }

  /** Ends what runs, writes it down, tells the control plane if it can, and goes. */
  async stop(): Promise<void> {
    this.stopTending?.();
    await this.parts.dispatches.stop();
    this.parts.link.stop();
    this.parts.journal.close();
  }

  greetAnew(why: string): void {
    this.parts.link.renew(why);
  }

  state(): ReturnType<AgentRuntime['state']> {
    const { dispatches, journal, policy } = this.parts;
    return {
      connected_since: this.connectedSince?.toISOString() ?? null,
      last_welcome: this.lastWelcome?.toISOString() ?? null,
      running: dispatches.running(),
      unacknowledged: journal.waiting().length,
      trouble: journal.trouble?.message ?? journal.unwritable ?? null,
      level: policy.level,
    };
  }

  hello(challenge: string): Message<'probe'> & { kind: 'hello' } {
    const { journal, policy, dispatches, shellVersion } = this.parts;
    return {
      kind: 'hello',
      challenge,
      version: PROBE_VERSION,
      shellVersion,
      bootId: bootId(),
      hostname: this.parts.hostname ?? hostname(),
      ...PLATFORM,
      ceiling: policy.ceiling,
      level: policy.own,
      capabilities: {
        sandbox: this.parts.contains(),
        stream: true,
        cancel: true,
        lines: process.platform !== 'win32',
        capture: process.platform === 'linux',
        ...(this.parts.limits && { limits: this.parts.limits }),
      },
      running: dispatches.running(),
      unacknowledged: journal.waiting().slice(0, 10_000),
    };
  }

  welcomed(welcome: Welcome): void {
    const { policy, dispatches, heartbeat, inventory, connections, ticker } = this.parts;
    policy.welcomed(welcome.policy);
    this.connectedSince = this.lastWelcome = ticker.now();
    this.log.log(`Connected; ${policy.level} runs here without approval, ${policy.ceiling} at most`);
    this.stops = [heartbeat.start(welcome.heartbeatMs), inventory.start(), connections.start()];
    this.sayPolicy();
    dispatches.resendAll();
  }

  body(body: Exclude<ControlBody, Welcome>): void {
    const { dispatches } = this.parts;
    if (body.kind === 'command.run') return dispatches.run(body);
    if (body.kind === 'policy.set') return this.goBy(body);
    if (body.kind === 'command.cancel') return dispatches.cancel(body.dispatchId, body.reason);
    dispatches.acknowledge(body.dispatchIds);
  }

  private goBy({ kind: _kind, probe: _probe, session: _session, n: _n, ...policy }: PolicySet): void {
    const { policy: host, refusals, ticker } = this.parts;
    const refusal = host.take(policy);
    if (refusal) {
      this.log.warn(`Refused a policy: ${refusal.message}`);
      refusals.write(ticker.now(), refusal, { revision: policy.revision, policies: policy.policies });
    } else
      this.log.log(
        `Goes by revision ${policy.revision} of its policy; ${host.level} runs here without approval`,
      );
    this.sayPolicy(refusal?.message);
  }

  /** A whole picture; what is lost is said again after the next welcome. */
  private sayPolicy(refused?: string): void {
    const { link, policy } = this.parts;
    const { revision, level, sandbox } = policy;
    link.send({
      kind: 'policy.state',
      revision,
      level,
      sandbox,
      ...(refused && { refused: startOf(refused, 500) }),
    });
  }

  refused({ code, message }: FrameError): void {
    this.parts.refusals.write(this.parts.ticker.now(), { reason: code, message });
  }

  ignored(kind: string): void {
    const message = `Frames of the kind ${kind} mean nothing to this version.`;
    this.parts.refusals.write(this.parts.ticker.now(), { reason: 'unknown_kind', message });
  }

  closed(): void {
    this.connectedSince = undefined;
    this.parts.dispatches.disconnected();
    for (const stop of this.stops) stop();
    this.stops = [];
  }
}

function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim().slice(0, 64);
  } catch {
    return '';
  }
}
