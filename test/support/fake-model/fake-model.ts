import { createServer } from 'node:http';
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { anthropic } from './anthropic.js';
import type { Dialect } from './dialect.js';
import { ollama } from './ollama.js';
import { openAi } from './openai.js';
import { wholeReply } from './reply.js';
import type { Captured, Scripted, WholeReply } from './reply.js';

const DIALECTS = [openAi, anthropic, ollama];

/**
 * A provider of language models that says what it was told to, in the words of OpenAI, Anthropic or Ollama, and keeps
 * every request it got. On loopback only.
 */
export class FakeModel {
  readonly requests: Captured[] = [];
  /** Said when the script is at its end. */
  otherwise: Scripted = 'Nothing was scripted.';
  /** What it offers when it is asked which models there are. */
  models: readonly string[] = ['small', 'large'];
  /** With it, whoever comes with another key is sent away. */
  key: string | undefined;
  private readonly script: Scripted[] = [];

  private constructor(
    private readonly server: Server,
    readonly origin: string,
  ) {}

  static async start(tls?: { key: string; cert: string }): Promise<FakeModel> {
    let fake: FakeModel | undefined = undefined;
    const listener: RequestListener = (request, response) =>
      void (fake as FakeModel | undefined)?.answer(request, response);
    const server = tls ? createTlsServer(tls, listener) : createServer(listener);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    fake = new FakeModel(server, `${tls ? 'https' : 'http'}://127.0.0.1:${port}`);
    return fake;
  }

  /** What a profile of each kind takes for its address. */
  get addresses(): { readonly openai: string; readonly anthropic: string; readonly ollama: string } {
    return { openai: `${this.origin}/v1`, anthropic: this.origin, ollama: this.origin };
  }

  /** As the environment of a control plane names it. */
  get env(): Record<string, string> {
    return {
      LEGATOR_LLM_PROVIDER: 'openai',
      LEGATOR_LLM_BASE_URL: this.addresses.openai,
      LEGATOR_LLM_MODEL: 'small',
      LEGATOR_LLM_LOCAL: 'true',
    };
  }

  get last(): Captured | undefined {
    return this.requests.at(-1);
  }

  /** Adds what it says next, one for each request. */
  say(...replies: Scripted[]): this {
    this.script.push(...replies);
    return this;
  }

  /** Forgets what it was asked and what it should have said. */
  reset(): void {
    this.requests.length = 0;
    this.script.length = 0;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const raw = await read(request);
    const path = new URL(request.url ?? '/', this.origin).pathname;
    const dialect = DIALECTS.find((one) => one.chats(path) || one.lists(path));
    if (!dialect) return send(response, 404, { error: 'There is nothing here.' });
    if (this.key !== undefined && keyOf(request) !== this.key)
      return send(response, 401, dialect.error(401, `Incorrect API key provided: ${keyOf(request)}.`));
    if (dialect.lists(path)) return send(response, 200, dialect.list(this.models));
    const captured = capture(dialect, path, request, raw);
    this.requests.push(captured);
    await respond(dialect, wholeReply(this.script.shift() ?? this.otherwise, captured), captured, response);
  }
}

async function respond(
  dialect: Dialect,
  reply: WholeReply,
  captured: Captured,
  response: ServerResponse,
): Promise<void> {
  await reply.after;
  if (reply.hangUp === 'before') return void response.destroy();
  const { status = 200 } = reply;
  if (reply.raw !== undefined)
    return void response.writeHead(status, { 'content-type': 'application/json' }).end(reply.raw);
  if (status !== 200)
    return send(response, status, reply.body ?? dialect.error(status, 'It was scripted so.'), reply.headers);
  if (!captured.streaming && reply.hangUp !== 'middle')
    return send(response, 200, dialect.whole(reply, captured));
  response.writeHead(200, { 'content-type': dialect.contentType });
  const pieces = dialect.stream(reply, captured);
  const half = Math.ceil(pieces.length / 2);
  for (const piece of pieces.slice(0, half)) response.write(piece);
  if (reply.hangUp === 'middle') return void setImmediate(() => response.destroy());
  await reply.middle;
  for (const piece of pieces.slice(half)) response.write(piece);
  response.end();
}

function send(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

function capture(dialect: Dialect, path: string, request: IncomingMessage, raw: string): Captured {
  const body = JSON.parse(raw) as Record<string, unknown>;
  return {
    ...{ dialect: dialect.name, path, headers: request.headers, raw, body },
    model: String(body['model']),
    streaming: dialect.streams(body),
    texts: dialect.texts(body),
    tools: dialect.tools(body),
  };
}

function keyOf({ headers }: IncomingMessage): string | undefined {
  return headers['x-api-key']?.toString() ?? headers.authorization?.replace(/^Bearer /, '');
}

async function read(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const part of request.setEncoding('utf8')) text += part as string;
  return text;
}
