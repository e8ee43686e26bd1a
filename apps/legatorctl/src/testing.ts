import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { runCtl } from './program.js';
import type { Surroundings } from './session.js';

export interface Asked {
  method: string;
  /** Path and query. */
  url: string;
  headers: IncomingMessage['headers'];
  body: string;
}

type Handler = (asked: Asked, response: ServerResponse) => unknown;

/** A small real server: answers by route, remembers what it was asked. What a handler returns is sent as JSON. */
export class SmallServer {
  readonly asked: Asked[] = [];
  private readonly routes = new Map<string, Handler>();
  private constructor(private readonly server: Server) {}

  static async start(): Promise<SmallServer> {
    const small = new SmallServer(createServer((request, response) => void small.handle(request, response)));
    await new Promise<void>((resolve) => small.server.listen(0, '127.0.0.1', resolve));
    return small;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** `route` is a method and a path without query. */
  on(route: string, handler: Handler): this {
    this.routes.set(route, handler);
    return this;
  }

  async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.server.closeAllConnections();
    await closed;
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = '';
    for await (const piece of request.setEncoding('utf8')) body += piece as string;
    const asked = { method: request.method!, url: request.url!, headers: request.headers, body };
    this.asked.push(asked);
    const handler = this.routes.get(`${asked.method} ${new URL(asked.url, 'http://x').pathname}`);
    const answer = handler
      ? await handler(asked, response)
      : answerError(response, 404, 'not_found', 'No such thing.');
    if (answer !== undefined)
      response.setHeader('content-type', 'application/json').end(JSON.stringify(answer));
  }
}

/** The error body of the API. */
export function answerError(response: ServerResponse, status: number, code: string, message: string): object {
  response.statusCode = status;
  return { error: code, code, message, request_id: 'req-1' };
}

/** Sends events in the form of the command stream and keeps the line open. */
export function sendEvents(
  response: ServerResponse,
  ...events: { id: number; event: string; data: object }[]
): void {
  if (!response.headersSent) response.writeHead(200, { 'content-type': 'text/event-stream' });
  for (const { id, event, data } of events) {
    response.write(`id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  }
}

export interface Ran {
  exitCode: number;
  stdout: string;
  stderr: string;
}

const homes: string[] = [];
afterAll(() => homes.splice(0).forEach((home) => rmSync(home, { recursive: true, force: true })));

function newHome(): string {
  const home = mkdtempSync(join(tmpdir(), 'legatorctl-'));
  homes.push(home);
  return home;
}

/** A person at a terminal, or a script: runs command lines in one world. */
export class Operator {
  readonly env: Record<string, string | undefined> = {};
  readonly credentialFile = join(newHome(), 'legator', 'ctl.json');
  readonly waited: number[] = [];
  isTTY = false;
  stdin = '';
  /** In place of `stdin`: what comes piece by piece, from a stream that ends for good when somebody stops reading it. */
  typed: string[] | undefined;
  /** What the terminal was told about showing what is typed; only at a terminal. */
  readonly hidden: boolean[] = [];
  /** Both streams of the run that goes on, as they come. */
  stdout = '';
  stderr = '';
  private readonly listeners = new Set<() => void>();

  async run(...argv: string[]): Promise<Ran> {
    this.stdout = '';
    this.stderr = '';
    const exitCode = await runCtl(argv, this.surroundings());
    return { exitCode, stdout: this.stdout, stderr: this.stderr };
  }

  interrupt(): void {
    this.listeners.forEach((listener) => listener());
  }

  private surroundings(): Surroundings {
    const { stdin, isTTY } = this;
    return {
      version: '1.2.3',
      env: this.env,
      credentialFile: this.credentialFile,
      stdin: Readable.from(this.typed ?? [stdin]),
      hideTyping: isTTY ? (hidden) => void this.hidden.push(hidden) : undefined,
      stdout: { isTTY, write: (text: string) => (this.stdout += text) },
      stderr: { isTTY, write: (text: string) => (this.stderr += text) },
      now: () => new Date('2026-01-31T08:00:00Z'),
      wait: async (ms) => void this.waited.push(ms),
      onInterrupt: (listener) => {
        this.listeners.add(listener);
        return () => void this.listeners.delete(listener);
      },
    };
  }
}
