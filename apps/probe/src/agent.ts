import { hostname } from 'node:os';
import { readFileSync } from 'node:fs';
import { Logger } from '@nestjs/common';
import type { ControlBody, Welcome } from '@legator/contracts';
import type { FrameError, Message } from '@legator/wire';
import type { Dispatches } from './dispatches/dispatches.js';
import type { HostPolicy } from './dispatches/host-policy.js';
import type { RefusalLog } from './dispatches/refusal-log.js';
import { PLATFORM } from './enrolment.js';
import type { Heartbeat } from './heartbeat.js';
import type { InventoryReporter } from './inventory/inventory-reporter.js';
import type { Journal } from './journal/journal.js';
import type { Link, LinkListener } from './link/link.js';
import type { Ticker } from './ticker.js';
import type { AgentRuntime } from './runtime.js';
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
  ticker: Ticker;
  shellVersion: string;
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

  state(): ReturnType<AgentRuntime['state']> {
    const { dispatches, journal, policy } = this.parts;
    return {
      connected_since: this.connectedSince?.toISOString() ?? null,
      last_welcome: this.lastWelcome?.toISOString() ?? null,
      running: dispatches.running(),
      unacknowledged: journal.waiting().length,
      trouble: journal.trouble?.message ?? null,
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
      capabilities: { sandbox: false, stream: true, cancel: true },
      running: dispatches.running(),
      unacknowledged: journal.waiting().slice(0, 10_000),
    };
  }

  welcomed(welcome: Welcome): void {
    const { policy, dispatches, heartbeat, inventory, ticker } = this.parts;
    policy.adopt(welcome.policy.level);
    this.connectedSince = this.lastWelcome = ticker.now();
    this.log.log(`Connected; ${policy.level} runs here without approval, ${policy.ceiling} at most`);
    this.stops = [heartbeat.start(welcome.heartbeatMs), inventory.start()];
    dispatches.resendAll();
  }

  body(body: Exclude<ControlBody, Welcome>): void {
    const { dispatches } = this.parts;
    if (body.kind === 'command.run') return dispatches.run(body);
    if (body.kind === 'command.cancel') return dispatches.cancel(body.dispatchId, body.reason);
    dispatches.acknowledge(body.dispatchIds);
  }

  refused({ code, message }: FrameError): void {
    this.parts.refusals.write(this.parts.ticker.now(), { reason: code, message });
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
