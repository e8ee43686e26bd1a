import type { AddressInfo } from 'node:net';
import { CHALLENGE_HEADER, SIGNATURE_PREFIX } from '@legator/contracts';
import type { CommandAccepted, CommandResult, Hello, PolicyState } from '@legator/contracts';
import { generateKeyPair } from '@legator/wire';
import type { Signer } from '@legator/wire';
import { WebSocket, WebSocketServer } from 'ws';
import { eventually } from '../spine.js';

const PATIENCE_MS = 20_000;

/** What a test wants to know of what a probe says. */
type Told = Hello | CommandAccepted | CommandResult | PolicyState;

/** Signs any text as the body of a frame, whatever is in it. */
export function sealed(body: string, signer: Signer, prefix = SIGNATURE_PREFIX): string {
  const sig = Buffer.from(signer.sign(Buffer.from(prefix + body))).toString('base64url');
  return JSON.stringify({ v: 2, kid: signer.kid, sig, body });
}

/** One connection of the probe, with a control plane that says what it likes. */
export class EvilLine {
  readonly accepted = new Set<string>();
  readonly results = new Map<string, CommandResult>();
  readonly states: PolicyState[] = [];
  hello!: Hello;
  closed = false;
  /** Of the last frame that was numbered. */
  n = 0;

  constructor(
    private readonly ws: WebSocket,
    readonly keys: Signer,
    private readonly greeted: (line: EvilLine) => void,
  ) {
    ws.on('message', (data) => this.take(String(data)));
    ws.on('close', () => (this.closed = true));
    ws.on('error', () => undefined);
  }

  /** What a body starts with; takes the next number. */
  head(): { probe: string; session: string; n: number } {
    return { probe: this.hello.probe, session: this.hello.session, n: ++this.n };
  }

  /** A frame with the next number and the right signature, made but not sent. */
  frame(body: object): string {
    return sealed(JSON.stringify({ ...body, ...this.head() }), this.keys);
  }

  say(body: object): string {
    const text = this.frame(body);
    this.send(text);
    return text;
  }

  /** Always offers the highest level there is. */
  welcome(): void {
    const policy = { version: 1, level: 'remediate' };
    const serverTime = new Date().toISOString();
    this.say({ kind: 'welcome', serverTime, heartbeatMs: 3_600_000, policy });
  }

  /** Text as text, bytes as they are: `text` says that these bytes claim to be text. */
  send(data: string | Buffer, text = typeof data === 'string'): void {
    if (this.ws.readyState === WebSocket.OPEN) this.ws.send(data, { binary: !text }, () => undefined);
  }

  /** Until the probe has ended the connection. */
  untilClosed(): Promise<void> {
    if (this.closed) return Promise.resolve();
    return new Promise((done, fail) => {
      const late = setTimeout(() => fail(new Error('The probe keeps the connection.')), PATIENCE_MS);
      this.ws.once('close', () => {
        clearTimeout(late);
        done();
      });
    });
  }

  async resultOf(id: string): Promise<CommandResult> {
    return eventually(() => {
      const found = this.results.get(id);
      if (!found)
        throw new Error(`There is no answer to ${id}${this.closed ? ', and the line is lost' : ''}.`);
      return found;
    }, PATIENCE_MS);
  }

  private take(text: string): void {
    const body = JSON.parse((JSON.parse(text) as { body: string }).body) as Told;
    if (body.kind === 'hello') {
      this.hello = body;
      this.greeted(this);
    }
    if (body.kind === 'command.accepted') this.accepted.add(body.dispatchId);
    if (body.kind === 'command.result') this.results.set(body.dispatchId, body);
    if (body.kind === 'policy.state') this.states.push(body);
  }
}

/** Owns all that is online: the key that signs, the address, the database. It wants one command to run that must not. */
export class EvilControlPlane {
  readonly keys = generateKeyPair();
  /** Every connection there was. */
  readonly lines: EvilLine[] = [];
  private readonly waiting: EvilLine[] = [];
  private awaited: ((line: EvilLine) => void) | undefined;

  private constructor(private readonly server: WebSocketServer) {
    server.on('headers', (headers) => headers.push(`${CHALLENGE_HEADER}: a-challenge-of-a-test`));
    server.on('connection', (ws) => {
      this.lines.push(new EvilLine(ws, this.keys, (line) => this.greeted(line)));
    });
  }

  static async start(): Promise<EvilControlPlane> {
    const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });
    await new Promise((done) => server.once('listening', done));
    return new EvilControlPlane(server);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** The newest connection that is open and that nobody has had yet, once the probe has said hello on it. */
  line(): Promise<EvilLine> {
    // The probe gives up on a connection where no welcome comes, and comes back on another one.
    const open = this.waiting.splice(0).filter(({ closed }) => !closed);
    const line = open.at(-1);
    if (line) return Promise.resolve(line);
    return new Promise((done, fail) => {
      const late = setTimeout(() => fail(new Error('The probe does not connect.')), PATIENCE_MS);
      this.awaited = (came) => {
        clearTimeout(late);
        done(came);
      };
    });
  }

  /** A new connection in the place of any other, on which the probe has taken our welcome. */
  async welcomed(): Promise<EvilLine> {
    for (const client of this.server.clients) client.terminate();
    for (;;) {
      const line = await this.line();
      line.welcome();
      await eventually(() => {
        if (!line.closed && line.states.length === 0) throw new Error('The probe takes no welcome.');
      }, PATIENCE_MS);
      if (!line.closed) return line;
    }
  }

  private greeted(line: EvilLine): void {
    const { awaited } = this;
    this.awaited = undefined;
    if (awaited) awaited(line);
    else this.waiting.push(line);
  }

  async stop(): Promise<void> {
    for (const client of this.server.clients) client.terminate();
    await new Promise((done) => this.server.close(done));
  }
}
