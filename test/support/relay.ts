import { createServer, request as ask } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';

/** One request as the server saw it, and what it answered. */
export interface Passed {
  readonly method: string;
  readonly path: string;
  readonly origin: string | undefined;
  /** Whether the browser sent its cookies along. */
  readonly hasCookie: boolean;
  readonly status: number;
  /** The `code` of an answer that says one. */
  readonly code: string | undefined;
}

/** Stands between a browser and a server and writes down what passes, also what the browser keeps from its pages. */
export class Relay {
  passed: Passed[] = [];
  /** Takes the header `Origin` away, as some proxies do for privacy, and what newer browsers say beside it. */
  dropsOrigin = false;
  private readonly server: Server;
  private readonly sockets = new Set<Duplex>();

  private constructor(private readonly target: URL) {
    this.server = createServer((request, response) => this.pass(request, response));
    this.server.on('connection', (socket) => {
      this.sockets.add(socket);
      socket.on('close', () => this.sockets.delete(socket));
    });
    this.server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) =>
      this.upgrade(request, socket, head),
    );
  }

  static async before(url: string): Promise<Relay> {
    const relay = new Relay(new URL(url));
    await new Promise<void>((done) => relay.server.listen(0, '127.0.0.1', done));
    return relay;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Those that would change something; a socket's handshake is none of them. */
  get changing(): Passed[] {
    return this.passed.filter(({ method }) => !['GET', 'HEAD', 'OPTIONS'].includes(method));
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((done) => this.server.close(done));
  }

  private pass(request: IncomingMessage, response: ServerResponse): void {
    const { method, url: path } = request;
    const { hostname, port } = this.target;
    const onward = ask({ hostname, port, method, path, headers: this.headersOf(request) }, (answer) => {
      let text = '';
      answer.on('data', (chunk: Buffer) => (text = text.length < 10_000 ? text + chunk.toString() : text));
      // A stream may never end, so what is read is written down at once and what is changed once it is answered.
      const isReading = method === 'GET' || method === 'HEAD';
      if (isReading) this.note(request, answer.statusCode!, '');
      else answer.on('end', () => this.note(request, answer.statusCode!, text));
      response.writeHead(answer.statusCode!, answer.rawHeaders);
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    response.on('close', () => onward.destroy());
    request.pipe(onward);
  }

  private upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const onward = connect(Number(this.target.port), this.target.hostname);
    const lines = Object.entries(this.headersOf(request)).map(([name, value]) => `${name}: ${String(value)}`);
    onward.write([`GET ${request.url} HTTP/1.1`, ...lines, '', ''].join('\r\n'));
    onward.write(head);
    onward.once('data', (chunk: Buffer) => {
      const text = chunk.toString('latin1');
      this.note(request, Number(text.split(' ', 2)[1]), text.split('\r\n\r\n', 2)[1] ?? '');
    });
    socket.on('error', () => onward.destroy());
    onward.on('error', () => socket.destroy());
    socket.pipe(onward).pipe(socket);
  }

  private headersOf({ headers }: IncomingMessage): IncomingMessage['headers'] {
    if (!this.dropsOrigin) return headers;
    const { origin: _origin, 'sec-fetch-site': _site, ...others } = headers;
    return others;
  }

  private note({ method = '', url = '', headers }: IncomingMessage, status: number, body: string): void {
    const { origin, cookie } = headers;
    const path = url.split('?', 1)[0]!;
    this.passed.push({ method, path, origin, hasCookie: cookie !== undefined, status, code: codeIn(body) });
  }
}

function codeIn(body: string): string | undefined {
  try {
    return (JSON.parse(body) as { code?: string }).code;
  } catch {
    return undefined;
  }
}
