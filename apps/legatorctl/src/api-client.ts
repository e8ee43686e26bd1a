import type { Settings } from './ctl-config.js';
import { record, text } from './answers.js';
import { Failure, Refusal, Unreachable } from './failure.js';
import { clean } from './terminal.js';

export type Query = Record<string, string | undefined>;

export interface Answer {
  status: number;
  body: unknown;
}

interface Ask {
  query?: Query;
  body?: unknown;
  headers?: Record<string, string>;
  /** Statuses beside 2xx that are an answer, not an error. */
  also?: number[];
}

/** Speaks the public API of one server. Every failure becomes a sentence that says what to do. */
export class ApiClient {
  constructor(private readonly settings: Settings) {}

  get server(): string {
    return this.settings.server;
  }

  /** Asks and reads the answer; throws Refusal for a no, Unreachable when nobody answers. */
  async ask(method: string, path: string, ask: Ask = {}): Promise<Answer> {
    const signal = AbortSignal.timeout(this.settings.timeoutMs);
    const response = await this.send(method, path, ask, signal);
    const body = parse(await this.guarded(response.text()));
    if (!response.ok && !ask.also?.includes(response.status)) throw this.refusal(response, body);
    return { status: response.status, body };
  }

  async get(path: string, query: Query = {}): Promise<unknown> {
    return (await this.ask('GET', path, { query })).body;
  }

  /** Opens an answer that goes on; the time limit covers only its beginning. */
  async open(path: string, ask: Ask, signal?: AbortSignal): Promise<Response> {
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(new DOMException('', 'TimeoutError')), this.settings.timeoutMs);
    try {
      const either = signal ? AbortSignal.any([signal, late.signal]) : late.signal;
      const response = await this.send('GET', path, ask, either);
      if (!response.ok) throw this.refusal(response, parse(await this.guarded(response.text())));
      return response;
    } finally {
      clearTimeout(timer);
    }
  }

  /** Explains why a line to the server broke. */
  explain(cause: unknown): Failure {
    if (cause instanceof Failure) return cause;
    const { server, timeoutMs } = this.settings;
    if ((cause as Error)?.name === 'TimeoutError') {
      return new Unreachable(
        `${server} did not answer within ${timeoutMs / 1000} s. Try again, or allow more with --request-timeout.`,
      );
    }
    const code = text(record((cause as Error)?.cause)['code'] ?? record(cause)['code']);
    return new Unreachable(
      (
        REASONS[code] ?? `The line to {server} broke (${code || text((cause as Error)?.message)}).`
      ).replaceAll('{server}', server),
      undefined,
      { cause },
    );
  }

  private async send(method: string, path: string, ask: Ask, signal: AbortSignal): Promise<Response> {
    const url = new URL(this.settings.server + path);
    for (const [name, value] of Object.entries(ask.query ?? {})) {
      if (value !== undefined) url.searchParams.set(name, value);
    }
    const response = await this.guarded(
      fetch(url, {
        method,
        headers: this.headers(ask),
        ...(ask.body === undefined ? {} : { body: JSON.stringify(ask.body) }),
        // A redirect could lead the key elsewhere.
        redirect: 'manual',
        signal,
      }),
    );
    if (response.status < 300 || response.status > 399) return response;
    const to = clean(response.headers.get('location') ?? 'elsewhere');
    throw new Failure(
      `${this.settings.server} points to ${to}. Give that address with --server, if you trust it.`,
    );
  }

  private headers({ body, headers }: Ask): Record<string, string> {
    return {
      accept: 'application/json',
      'user-agent': 'legatorctl',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(this.settings.apiKey === undefined ? {} : { authorization: `Bearer ${this.settings.apiKey}` }),
      ...headers,
    };
  }

  private async guarded<T>(work: Promise<T>): Promise<T> {
    try {
      return await work;
    } catch (cause) {
      throw this.explain(cause);
    }
  }

  private refusal(response: Response, body: unknown): Refusal {
    const { message, error, code, request_id: inBody } = record(body);
    const said = clean(text(message ?? error ?? (typeof body === 'string' ? body.slice(0, 300) : '')));
    const id = clean(text(inBody ?? response.headers.get('x-request-id')));
    const marks = [text(code) && `code ${clean(text(code))}`, id && `request ${id}`]
      .filter(Boolean)
      .join(', ');
    const sentence = `${said || `The server answered with status ${response.status}`}${marks ? ` (${marks})` : ''}`;
    const advice = this.advice(response, text(code));
    return new Refusal([sentence, ...advice].join('\n'), response.status, text(code) || undefined, body);
  }

  private advice(response: Response, code: string): string[] {
    // A wrong password, not a wrong key.
    if (code === 'sign_in_refused') return [];
    if (response.status === 401 && this.settings.apiKey === undefined) {
      return [`Log in first: legatorctl --server ${this.settings.server} login --key lgk_…`];
    }
    if (response.status === 401)
      return ['The key is not valid (any more). Log in with another one: legatorctl login --key lgk_…'];
    const after = response.headers.get('retry-after');
    return response.status === 429 && after ? [`Try again in ${clean(after)} s.`] : [];
  }
}

const REASONS: Record<string, string> = {
  ECONNREFUSED:
    'Nothing answers at {server}. Is the control plane running (npm start), and is --server right?',
  ENOTFOUND: 'The name in {server} is not known. Is --server right?',
  EAI_AGAIN: 'The name in {server} could not be looked up. Is the network up?',
  ECONNRESET: '{server} closed the line in the middle of its answer. Try again.',
  UND_ERR_SOCKET: '{server} closed the line in the middle of its answer. Try again.',
  ERR_SSL_WRONG_VERSION_NUMBER: '{server} does not speak TLS. Perhaps it is http://, not https://.',
  DEPTH_ZERO_SELF_SIGNED_CERT:
    'The certificate of {server} is signed by itself. Trust its authority with NODE_EXTRA_CA_CERTS=/path/to/ca.pem',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    'Nobody known vouches for the certificate of {server}. Trust its authority with NODE_EXTRA_CA_CERTS=/path/to/ca.pem',
  CERT_HAS_EXPIRED: 'The certificate of {server} has expired.',
};

function parse(body: string): unknown {
  if (body === '') return undefined;
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}
