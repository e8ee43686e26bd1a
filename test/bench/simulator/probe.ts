import { setTimeout as pause } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { CHALLENGE_HEADER, PROTOCOL_HEADER } from '@legator/contracts';
import type { ServerKey } from '@legator/contracts';
import { generateKeyPair, KeyRing, newSessionNonce, OutgoingSession, Reconnect } from '@legator/wire';
import type { KeyPair } from '@legator/wire';

/** What the probe's life is told to, so that a thousand probes need no listener each. */
export interface Watcher {
  welcomed(probe: SimulatedProbe): void;
  lost(probe: SimulatedProbe): void;
  refused(probe: SimulatedProbe, status: number): void;
  answered(): void;
}

export interface ProbePlan {
  readonly hostname: string;
  readonly socketUrl: string;
  /** Its own source address, for more connections than one address has ports. */
  readonly localAddress: string;
  /** Pieces in which a command's output comes before its result. */
  readonly chunks: number;
}

/** Every so many frames of the control plane one is verified: the others are work of other machines in a real fleet. */
const VERIFY_EVERY = 64;
/** `tail -n LINES …` prints its lines at this pace: so many at once, and so often. */
const FLOW = { lines: 250, everyMs: 50 };
const OUTPUT = ' 12:00:00 up 42 days,  3:14,  0 users,  load average: 0.42, 0.36, 0.30\n';

/**
 * One host of a simulated fleet: speaks protocol 2 with real keys over a real socket, and answers each command at once.
 * It runs nothing, keeps no journal and trusts most of what it reads.
 */
export class SimulatedProbe {
  readonly plan: ProbePlan;
  readonly key: KeyPair = generateKeyPair();
  private readonly watcher: Watcher;
  private readonly reconnect = new Reconnect();
  private id = '';
  private apiKey = '';
  private keys = new KeyRing();
  private ws: WebSocket | undefined;
  private outgoing: OutgoingSession<'probe'> | undefined;
  private wanted = false;
  private heard = 0;
  isWelcome = false;

  constructor(plan: ProbePlan, watcher: Watcher) {
    this.plan = plan;
    this.watcher = watcher;
  }

  get isEnrolled(): boolean {
    return this.id !== '';
  }

  enrolled(id: string, apiKey: string, serverKeys: readonly ServerKey[]): void {
    this.id = id;
    this.apiKey = apiKey;
    this.keys = new KeyRing(serverKeys.map(({ public_key }) => public_key));
  }

  /** One attempt; after it has failed or the line is lost it tries again by the product's own rules. */
  connect(): void {
    this.wanted = true;
    const { socketUrl, localAddress } = this.plan;
    const ws = new WebSocket(`${socketUrl}?id=${this.id}`, {
      headers: { Authorization: `Bearer ${this.apiKey}`, [PROTOCOL_HEADER]: '2' },
      localAddress,
      perMessageDeflate: false,
      skipUTF8Validation: true,
      handshakeTimeout: 10_000,
    });
    this.ws = ws;
    let challenge = '';
    ws.on('upgrade', ({ headers }) => (challenge = String(headers[CHALLENGE_HEADER])));
    ws.on('open', () => this.hello(challenge));
    ws.on('message', (data: Buffer) => this.receive(data.toString('utf8')));
    ws.on('error', () => undefined);
    ws.on('unexpected-response', (request, response) => {
      response.resume();
      request.destroy();
      this.watcher.refused(this, response.statusCode ?? 0);
      ws.terminate();
    });
    ws.on('close', () => this.closed(ws));
  }

  /** The line breaks, without a word; it comes back by itself. */
  drop(): void {
    this.ws?.terminate();
  }

  /** Says goodbye and stays away. */
  stop(): void {
    this.wanted = false;
    this.ws?.close(1001, 'stopped');
  }

  ping(): void {
    if (this.isWelcome) this.ws!.ping();
  }

  /** `mark` tells this beat from others in the database. @returns bytes that wait in the socket */
  beat(mark: number): number {
    if (!this.isWelcome) return 0;
    const at = new Date().toISOString();
    this.send({ kind: 'probe.heartbeat', at, vitals: vitals(mark) });
    return this.ws!.bufferedAmount;
  }

  private hello(challenge: string): void {
    const session = newSessionNonce();
    this.outgoing = new OutgoingSession({ side: 'probe', probe: this.id, session, signer: this.key });
    this.send({
      kind: 'hello',
      challenge,
      version: '0.1.0',
      shellVersion: '1',
      bootId: 'simulated',
      hostname: this.plan.hostname,
      os: 'linux',
      arch: 'amd64',
      ceiling: 'remediate',
      level: 'observe',
      capabilities: { sandbox: true, stream: true, cancel: true },
      running: [],
      unacknowledged: [],
    });
  }

  private receive(text: string): void {
    const frame = JSON.parse(text) as { kid: string; sig: string; body: string };
    if (this.heard++ % VERIFY_EVERY === 0) this.verify(frame);
    const body = JSON.parse(frame.body) as { kind: string; dispatchId: string; argv: string[] };
    if (body.kind === 'welcome') {
      this.isWelcome = true;
      this.reconnect.established();
      this.watcher.welcomed(this);
    } else if (body.kind === 'command.run') this.run(body.dispatchId, body.argv);
  }

  private verify({ kid, sig, body }: { kid: string; sig: string; body: string }): void {
    const bytes = Buffer.from(`legator-v2\n${body}`);
    const found = this.keys.verify(kid, bytes, Buffer.from(sig, 'base64url'));
    if (found !== 'valid') throw new Error(`A frame of the control plane has a signature that is ${found}.`);
  }

  private run(dispatchId: string, argv: readonly string[]): void {
    if (argv[0] === 'tail' && argv[1] === '-n') void this.flow(dispatchId, Number(argv[2]));
    else this.answer(dispatchId);
  }

  /** Prints for a while. */
  private async flow(dispatchId: string, lines: number): Promise<void> {
    const began = performance.now();
    this.send({ kind: 'command.accepted', dispatchId, at: new Date().toISOString() });
    for (let seq = 1; (seq - 1) * FLOW.lines < lines; seq += 1) {
      const data = OUTPUT.repeat(FLOW.lines);
      this.send({ kind: 'command.chunk', dispatchId, seq, stream: 'stdout', data });
      await pause(Math.max(0, began + seq * FLOW.everyMs - performance.now()));
    }
    this.finish(dispatchId, performance.now() - began);
  }

  private answer(dispatchId: string): void {
    const at = new Date().toISOString();
    this.send({ kind: 'command.accepted', dispatchId, at });
    for (let seq = 1; seq <= this.plan.chunks; seq += 1)
      this.send({ kind: 'command.chunk', dispatchId, seq, stream: 'stdout', data: OUTPUT });
    this.finish(dispatchId, 3);
  }

  private finish(dispatchId: string, durationMs: number): void {
    const at = new Date().toISOString();
    this.send({
      kind: 'command.result',
      dispatchId,
      outcome: 'exited',
      exitCode: 0,
      stdout: OUTPUT,
      stderr: '',
      truncated: false,
      durationMs: Math.round(durationMs),
      startedAt: at,
      endedAt: at,
      contained: true,
    });
    this.watcher.answered();
  }

  private send(message: Parameters<OutgoingSession<'probe'>['encode']>[0]): void {
    this.ws!.send(this.outgoing!.encode(message));
  }

  private closed(ws: WebSocket): void {
    if (this.ws !== ws) return;
    const was = this.isWelcome;
    this.isWelcome = false;
    if (was) this.watcher.lost(this);
    if (!this.wanted) return;
    setTimeout(() => this.wanted && this.connect(), this.reconnect.delayAfter('lost'));
  }
}

/** A host that is well, a little different each time. */
function vitals(mark: number) {
  return {
    uptimeSeconds: 3_600_000,
    load: [0.42, 0.36, 0.3] as [number, number, number],
    cpus: 4,
    cpuPercent: Math.round(Math.random() * 4_000) / 100,
    memoryTotal: 8_589_934_592,
    memoryUsed: 3_221_225_472,
    swapTotal: 1_073_741_824,
    swapUsed: 0,
    diskTotal: 107_374_182_400,
    diskUsed: 42_949_672_960,
    fullestMount: { path: '/', percent: 40 },
    netRxBytesPerSecond: 1_024,
    netTxBytesPerSecond: 2_048,
    processes: mark,
  };
}
