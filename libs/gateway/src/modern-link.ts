import type { WebSocket } from 'ws';
import { CLOSE, DISPATCH_LIFE_MS, TIMING } from '@legator/contracts';
import type { CommandChunk, CommandResult, Hello, ProbeBody, Welcome } from '@legator/contracts';
import type { OutgoingMessage, ProvenProbe } from '@legator/fleet';
import { FrameError, IncomingSession, KeyRing, OutgoingSession } from '@legator/wire';
import type { Message } from '@legator/wire';
import type { ProbeLink } from './connections.js';
import { LinkLog } from './link-log.js';
import type { LinkServices } from './link-services.js';
import { ProbeSocket } from './probe-socket.js';
import type { SocketOwner } from './probe-socket.js';
import { ResultAcks } from './result-acks.js';

/** A probe says hello within this time, or the line is closed. */
export const HELLO_MS = 10_000;
/** Frames, and characters of them, kept of a probe that speaks on before it was welcomed. */
const MAX_EARLY = 64;
const MAX_EARLY_LENGTH = 1024 * 1024;
/** Try again in a moment (RFC 6455 registry). */
const TRY_AGAIN = 1013;

/**
 * The control plane's end of protocol 2: hello, what it means for commands under way, welcome, and from then on frames
 * in order. The first refused frame ends the line.
 */
export class ModernLink implements ProbeLink, SocketOwner {
  readonly protocol = 2;
  private readonly socket: ProbeSocket;
  private readonly incoming: IncomingSession<'probe'>;
  private readonly log: LinkLog;
  private readonly acks = new ResultAcks((dispatchIds) => this.send({ kind: 'result.ack', dispatchIds }));
  private outgoing: OutgoingSession<'control'> | undefined;
  private early: ProbeBody[] | undefined = [];
  private earlyLength = 0;
  private connection: string | undefined;
  /** Commands written to this line that the probe has not answered to; absent when there are none, as mostly. */
  private unanswered: Set<string> | undefined;
  /** Whether the probe reads lines by itself. */
  private lines = false;
  /** Whether the probe looks at things before and after a command. */
  private looks = false;
  private over = false;
  private leaving = false;

  constructor(
    ws: WebSocket,
    private readonly probe: ProvenProbe,
    private readonly handshake: { readonly address: string; readonly challenge: string },
    private readonly services: LinkServices,
    private readonly onEnd: (link: ModernLink) => void,
  ) {
    this.log = new LinkLog(probe.probeId);
    const { verify } = new KeyRing([probe.publicKey!]);
    this.incoming = new IncomingSession({ from: 'probe', probe: probe.probeId, verify });
    this.socket = new ProbeSocket(ws, TIMING, this, () => services.clock.monotonic());
  }

  get probeId(): string {
    return this.probe.probeId;
  }

  tick(now: number): void {
    if (!this.incoming.session && this.socket.ageMs > HELLO_MS)
      this.refuse(CLOSE.malformed, 'There was no hello.');
    this.socket.tick(now);
  }

  /** Ends the line without a word. */
  cut(): void {
    this.socket.cut();
  }

  send(asked: OutgoingMessage): boolean {
    const message = this.fit(asked);
    if (!message || !this.outgoing || !this.write(message)) return false;
    if (message.kind === 'command.run') (this.unanswered ??= new Set()).add(message.dispatchId);
    return true;
  }

  /** As this probe understands it; undefined where it must not have it. */
  private fit(asked: OutgoingMessage): OutgoingMessage | undefined {
    const message = this.lines ? asked : withoutLine(asked);
    return message && !this.looks ? withoutCaptures(message) : message;
  }

  close(code: number, reason: string): void {
    this.leaving ||= code === CLOSE.shuttingDown;
    this.socket.close(code, reason);
  }

  received(text: string): void {
    try {
      const opened = this.incoming.open(text);
      if (opened.unknown !== undefined)
        this.log.once(
          `kind ${opened.unknown}`,
          `Frames of the kind ${opened.unknown} are not known here; ignored.`,
        );
      else this.take(opened.body, text.length);
    } catch (error) {
      if (!(error instanceof FrameError)) throw error;
      this.refuse(error.closeCode, `${error.code}: ${error.message}`);
    }
  }

  receivedBinary(): void {
    this.refuse(CLOSE.malformed, 'A frame is text.');
  }

  ended(reason: 'closed' | 'gone'): void {
    this.over = true;
    this.services.connections.remove(this);
    if (this.connection !== undefined) {
      const at = this.services.clock.now();
      const why = this.leaving ? 'shutdown' : reason;
      this.services.presence.disconnected(this.probe, { at, connection: this.connection, reason: why });
    }
    this.handOver();
    this.onEnd(this);
  }

  /** The probe may be at another replica already, and has said its hello there. */
  private handOver(): void {
    if (!this.unanswered) return;
    this.services.reconcile
      .undelivered([...this.unanswered])
      .catch((error: Error) => this.log.once('hand over', `What it did not take waits: ${error.message}`));
  }

  private answered(dispatchId: string): void {
    if (this.unanswered?.delete(dispatchId) && this.unanswered.size === 0) this.unanswered = undefined;
  }

  private take(body: ProbeBody, length: number): void {
    if (body.kind === 'hello') this.meet(body);
    else if (!this.early) this.handle(body, length);
    else if (this.early.length < MAX_EARLY && (this.earlyLength += length) <= MAX_EARLY_LENGTH)
      this.early.push(body);
    else this.refuse(CLOSE.tooFast, 'It did not wait for its welcome.');
  }

  /** Before anything of it counts: a hello that was recorded elsewhere says another challenge. */
  private meet(hello: Hello): void {
    if (hello.challenge === this.handshake.challenge) void this.greet(hello);
    else this.refuse(CLOSE.badSignature, 'wrong_challenge: The hello belongs to another connection.');
  }

  private async greet(hello: Hello): Promise<void> {
    const { services, probe } = this;
    const heard = services.clock.now();
    try {
      await services.hellos.tell(probe, hello);
      // A line that ended meanwhile has nothing to say of what its successor was sent.
      if (this.over) return;
      await services.reconcile.greeted(probe, hello, heard);
      const policy = await services.policies.current(probe);
      if (this.over) return;
      this.welcome(hello, policy ?? { version: 0, level: probe.level });
      await services.policies.welcomed(probe);
      await services.reconcile.welcomed(probe);
    } catch (error) {
      this.log.once('greeting', `It could not be welcomed: ${(error as Error).message}`);
      this.close(TRY_AGAIN, 'try again');
    }
  }

  /** From here on whoever commits a dispatch finds this line, and whatever was committed before is looked up. */
  private welcome({ session, version, ceiling, capabilities }: Hello, policy: Welcome['policy']): void {
    const { services, probe } = this;
    const { address } = this.handshake;
    const signer = services.key.signer;
    this.lines = capabilities.lines === true;
    this.looks = capabilities.capture === true;
    this.outgoing = new OutgoingSession({ side: 'control', probe: probe.probeId, session, signer });
    const at = services.clock.now();
    services.connections.add(this)?.close(CLOSE.replaced, 'replaced');
    this.connection = services.presence.connected(probe, { at, address, version, ceiling, capabilities });
    this.write({ kind: 'welcome', serverTime: at.toISOString(), heartbeatMs: TIMING.heartbeatMs, policy });
    const early = this.early ?? [];
    this.early = undefined;
    for (const body of early) this.handle(body, JSON.stringify(body).length);
  }

  private handle(body: ProbeBody, length: number): void {
    const { presence, clock, acceptances } = this.services;
    switch (body.kind) {
      case 'hello':
        return; // The session refuses a second one before it comes here.
      case 'probe.heartbeat':
        presence.beat(this.probe, body.vitals, clock.now());
        return;
      case 'probe.inventory':
        this.whileHeld(length, presence.inventory(this.probe, body.inventory, clock.now()), 'inventory');
        return;
      case 'probe.connections':
        this.whileHeld(
          length,
          presence.connections(this.probe, body.connections, clock.now()),
          'connections',
        );
        return;
      case 'command.accepted':
        this.answered(body.dispatchId);
        acceptances.accept(this.probe, body.dispatchId);
        return;
      case 'command.chunk':
        this.chunk(body, length);
        return;
      case 'command.result':
        this.answered(body.dispatchId);
        this.whileHeld(length, this.result(body), 'result');
        return;
      case 'policy.state':
        this.whileHeld(length, this.services.policies.reported(this.probe, body), 'policy');
    }
  }

  private chunk({ dispatchId, seq, stream, data }: CommandChunk, length: number): void {
    const written = this.services.chunks.accept(this.probe, dispatchId, { seq, stream, data });
    this.whileHeld(length, written, 'chunk');
  }

  private async result(body: CommandResult): Promise<void> {
    const receipt = await this.services.results
      .accept(this.probe, body.dispatchId, body)
      .catch((error: unknown) => {
        // Not acknowledged, so the probe sends it again when it is back.
        this.close(TRY_AGAIN, 'try again');
        throw error;
      });
    if (receipt === 'stored' || receipt === 'known') this.acks.add(body.dispatchId);
    else if (receipt === 'refused') await this.foreign(body.dispatchId);
  }

  private async foreign(dispatchId: string): Promise<void> {
    if (this.log.once('foreign', `It reported on ${dispatchId}, which was never sent to it.`))
      await this.services.results.recordRefusal(this.probe, dispatchId);
  }

  private whileHeld(length: number, work: Promise<unknown>, what: string): void {
    const release = this.socket.hold(length);
    work
      .catch((error: Error) => this.log.once(what, `Its ${what} was not stored: ${error.message}`))
      .finally(release);
  }

  private write(message: Message<'control'>): boolean {
    if (message.kind === 'command.run' && isOld(message.issuedAt, this.services.clock.now())) return false;
    try {
      return this.socket.write(this.outgoing!.encode(message));
    } catch (error) {
      if (!(error instanceof FrameError)) throw error;
      this.log.once('encode', `A ${message.kind} cannot be sent: ${error.message}`);
      return false;
    }
  }

  private refuse(code: number, why: string): void {
    this.log.once('refused', `The line was closed (${code}): ${why}`);
    this.close(code, why.slice(0, 100));
  }
}

/** For a probe that reads no lines: a shell runs them there, so only what people approved is sent. */
function withoutLine(message: OutgoingMessage): OutgoingMessage | undefined {
  if (message.kind !== 'command.run' || message.line === undefined) return message;
  const { line: _line, ...run } = message;
  return run.approval ? run : undefined;
}

/** For a probe that cannot look. What may only run where things are as they were is not sent to it at all. */
function withoutCaptures(message: OutgoingMessage): OutgoingMessage | undefined {
  if (message.kind !== 'command.run' || message.capture === undefined) return message;
  const { capture, ...run } = message;
  return capture.some(({ expect }) => expect) ? undefined : run;
}

/** Nobody may start it any more; a probe would only say so. */
function isOld(issuedAt: string, now: Date): boolean {
  return now.getTime() - Date.parse(issuedAt) >= DISPATCH_LIFE_MS;
}
