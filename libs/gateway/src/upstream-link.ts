import { randomUUID } from 'node:crypto';
import type { WebSocket } from 'ws';
import {
  CLOSE,
  UPSTREAM_KINDS,
  UPSTREAM_TIMING,
  UpstreamChunk,
  UpstreamEnvelope,
  UpstreamHeartbeat,
  UpstreamInventory,
  UpstreamResult,
} from '@legator/contracts';
import type { ReportedResult } from '@legator/commands';
import type { OutgoingMessage, ProvenProbe } from '@legator/fleet';
import { deriveUpstreamKey, signUpstreamCommand } from '@legator/wire';
import type { ProbeLink } from './connections.js';
import { LinkLog } from './link-log.js';
import type { LinkServices } from './link-services.js';
import { ProbeSocket } from './probe-socket.js';
import type { SocketOwner } from './probe-socket.js';
import { outcomeOf, toInventory, toVitals } from './upstream-facts.js';

const NS_PER_MS = 1_000_000;
/** An upstream probe says a result once: while the database is away we keep it and try again. */
const TRIES = 30;
const TRY_AGAIN_MS = 1_000;

type Run = Extract<OutgoingMessage, { kind: 'command.run' }>;
type Policy = Extract<OutgoingMessage, { kind: 'policy.set' }>;

/**
 * The control plane's end of protocol 1, for upstream's own probes. What cannot be read is dropped, as upstream does;
 * the line stays.
 */
export class UpstreamLink implements ProbeLink, SocketOwner {
  readonly protocol = 1;
  private readonly socket: ProbeSocket;
  private readonly log: LinkLog;
  private readonly connection: string;
  /** Results and output one after the other, in the order they came. */
  private reports: Promise<void> = Promise.resolve();
  private readonly dispatches = new Map<string, string>();
  private leaving = false;

  constructor(
    ws: WebSocket,
    private readonly probe: ProvenProbe,
    address: string,
    private readonly services: LinkServices,
    private readonly onEnd: (link: UpstreamLink) => void,
  ) {
    this.log = new LinkLog(probe.probeId);
    const { clock, presence, connections } = services;
    this.socket = new ProbeSocket(ws, UPSTREAM_TIMING, this, () => clock.monotonic());
    connections.add(this)?.close(CLOSE.replaced, 'replaced');
    this.connection = presence.connected(probe, { at: clock.now(), address, version: '' });
    this.pushPolicy();
    services.policies
      .welcomed(probe)
      .catch((error: Error) => this.log.once('policy', `Its policy was not sent: ${error.message}`));
    // What was never handed to any connection; what was, is not sent again.
    services.reconcile
      .welcomed(probe)
      .catch((error: Error) => this.log.once('pending', `What waits for it was not sent: ${error.message}`));
  }

  get probeId(): string {
    return this.probe.probeId;
  }

  tick(now: number): void {
    this.socket.tick(now);
  }

  /** Ends the line without a word. */
  cut(): void {
    this.socket.cut();
  }

  /** Commands and policies only: protocol 1 can neither stop a command nor acknowledge a result. */
  send(message: OutgoingMessage, requestId?: string): boolean {
    if (message.kind === 'policy.set') return this.sendPolicy(message);
    if (message.kind !== 'command.run' || requestId === undefined) return false;
    return this.sendCommand(message, requestId);
  }

  /** Replaced ones end without a word, as upstream's probes expect it. */
  close(code: number, reason: string): void {
    this.leaving ||= code === CLOSE.shuttingDown;
    if (code === CLOSE.replaced) this.socket.cut();
    else this.socket.close(code, reason);
  }

  received(text: string): void {
    const envelope = readEnvelope(text);
    if (!envelope) this.log.once('malformed', 'A message that is no envelope of protocol 1 was dropped.');
    else this.take(envelope, text.length);
  }

  receivedBinary(): void {
    this.log.once('malformed', 'A binary message was dropped.');
  }

  ended(reason: 'closed' | 'gone'): void {
    const { connections, presence, clock } = this.services;
    connections.remove(this);
    const why = this.leaving ? 'shutdown' : reason;
    presence.disconnected(this.probe, { at: clock.now(), connection: this.connection, reason: why });
    this.onEnd(this);
  }

  private take({ type, payload }: UpstreamEnvelope, length: number): void {
    switch (type) {
      case 'heartbeat':
        return this.parsed(UpstreamHeartbeat, payload, (beat) => this.beat(beat));
      case 'inventory':
        return this.parsed(UpstreamInventory, payload, (inventory) => this.inventory(inventory, length));
      case 'command_result':
        return this.parsed(UpstreamResult, payload, (result) =>
          this.report(length, () => this.result(result)),
        );
      case 'output_chunk':
        return this.parsed(UpstreamChunk, payload, (chunk) => this.report(length, () => this.chunk(chunk)));
    }
    if (!(type in UPSTREAM_KINDS)) this.log.once('unknown', 'A message of an unknown type was ignored.');
  }

  private parsed<T>(
    schema: { safeParse(value: unknown): { success: true; data: T } | { success: false } },
    payload: unknown,
    use: (value: T) => void,
  ): void {
    const read = schema.safeParse(payload);
    if (read.success) use(read.data);
    else this.log.once('malformed', 'A message whose payload does not fit was dropped.');
  }

  private beat(beat: UpstreamHeartbeat): void {
    this.services.presence.beat(this.probe, toVitals(beat), this.services.clock.now());
  }

  private inventory(from: UpstreamInventory, length: number): void {
    const { presence, clock } = this.services;
    const inventory = toInventory(from, clock.now());
    if (!inventory) {
      this.log.once('malformed', 'An inventory that does not fit was dropped.');
      return;
    }
    const release = this.socket.hold(length);
    presence
      .inventory(this.probe, inventory, clock.now())
      .catch((error: Error) => this.log.once('inventory', `Its inventory was not stored: ${error.message}`))
      .finally(release);
  }

  private report(length: number, work: () => Promise<void>): void {
    const release = this.socket.hold(length);
    this.reports = this.reports
      .then(work)
      .catch((error: Error) => {
        this.log.once('report', `Its report was not stored: ${error.message}`);
      })
      .finally(release);
  }

  private async chunk(chunk: UpstreamChunk): Promise<void> {
    const dispatchId = await this.dispatchOf(chunk.request_id);
    if (!dispatchId) return;
    const stream = chunk.stream === 'stderr' ? 'stderr' : 'stdout';
    const { chunks } = this.services;
    if (chunk.data !== '')
      await chunks.accept(this.probe, dispatchId, { seq: Math.max(1, chunk.seq), stream, data: chunk.data });
    if (!chunk.final) return;
    const { exit_code } = chunk;
    // Sequence 0 is how it says that its own policy refused: there was no output before.
    const stderr = stream === 'stderr' ? chunk.data : '';
    const outcome = outcomeOf({ exit_code, stderr });
    await this.store(dispatchId, { ...BLANK, outcome, exitCode: exit_code }, true);
  }

  private async result(result: UpstreamResult): Promise<void> {
    const dispatchId = await this.dispatchOf(result.request_id);
    if (!dispatchId) return;
    const { exit_code, stdout, stderr, truncated, duration_ms } = result;
    const outcome = outcomeOf(result);
    const stored = {
      ...BLANK,
      outcome,
      exitCode: exit_code,
      stdout,
      stderr,
      truncated,
      durationMs: duration_ms,
    };
    await this.store(dispatchId, stored, false);
  }

  private async store(dispatchId: string, result: ReportedResult, streamed: boolean): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      try {
        await this.services.results.accept(this.probe, dispatchId, result, { streamed });
        return;
      } catch (error) {
        if (tries === TRIES) throw error;
        await new Promise((resolve) => setTimeout(resolve, TRY_AGAIN_MS));
      }
    }
  }

  /** A request id belongs to this probe only if it was sent to it. */
  private async dispatchOf(requestId: string): Promise<string | undefined> {
    const known = this.dispatches.get(requestId);
    if (known) return known;
    const found = await this.services.results.findFor(this.probe, requestId);
    if (found) this.remember(requestId, found);
    else if (this.log.once('foreign', 'It reported on a command that was never sent to it.'))
      await this.services.results.recordRefusal(this.probe, requestId);
    return found;
  }

  private sendCommand({ dispatchId, argv, timeoutMs, level, stream }: Run, requestId: string): boolean {
    const [command = '', ...args] = argv;
    const id = randomUUID();
    const payload = { request_id: requestId, command, args, timeout: timeoutMs * NS_PER_MS, level, stream };
    const { signingKey } = this.services.config;
    const signature =
      signingKey && signUpstreamCommand(id, payload, deriveUpstreamKey(signingKey, this.probeId));
    this.remember(requestId, dispatchId);
    return this.write('command', args.length > 0 ? payload : { ...payload, args: undefined }, {
      id,
      signature,
    });
  }

  /** What applies to this probe now: upstream tells a probe when it changes and never again. */
  private pushPolicy(): void {
    const { level } = this.probe;
    this.write('policy_update', {
      policy_id: level,
      level,
      breakglass: { enabled: false, require_typed_confirmation: false },
    });
  }

  /** As much of it as upstream's probe holds to. Where rules about effects hold, they were kept before anything was sent. */
  private sendPolicy({ policies, level, sandbox, blocked }: Policy): boolean {
    return this.write('policy_update', {
      policy_id: policies.map(({ id }) => id).join(' ') || level,
      level,
      ...(blocked.length > 0 && { blocked }),
      sandbox_required: sandbox === 'required',
      breakglass: { enabled: false, require_typed_confirmation: false },
    });
  }

  private write(type: string, payload: unknown, more: { id?: string; signature?: string } = {}): boolean {
    const timestamp = this.services.clock.now().toISOString();
    const { id = randomUUID(), signature } = more;
    return this.socket.write(JSON.stringify({ id, type, timestamp, payload, signature }));
  }

  private remember(requestId: string, dispatchId: string): void {
    if (this.dispatches.size >= 1_000) this.dispatches.delete(this.dispatches.keys().next().value!);
    this.dispatches.set(requestId, dispatchId);
  }
}

const BLANK: ReportedResult = {
  outcome: 'exited',
  exitCode: 0,
  stdout: '',
  stderr: '',
  truncated: false,
  durationMs: 0,
  contained: false,
};

function readEnvelope(text: string): UpstreamEnvelope | undefined {
  try {
    return UpstreamEnvelope.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
