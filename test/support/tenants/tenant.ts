import type { Permission } from '@legator/contracts';
import type { WholeServer } from '../whole-server.js';

export interface Heard {
  readonly status: number;
  /** The whole answer, headers included: what leaks may leak anywhere. */
  readonly text: string;
  readonly body: unknown;
}

export interface Question {
  readonly method: string;
  /** From the root of the server, query included. */
  readonly path: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** How long to listen to an answer that has no end. */
  readonly listenMs?: number;
}

/** Somebody of a tenant, over HTTP. */
export class Tenant {
  private constructor(
    private readonly url: string,
    readonly id: string,
    readonly key: string,
  ) {}

  /** Whoever holds this, a key or what a person got when they signed in. */
  static holding(server: WholeServer, id: string, credential: string): Tenant {
    return new Tenant(server.url, id, credential);
  }

  static async of(server: WholeServer, id: string, permissions: Permission[] = ['admin']): Promise<Tenant> {
    return new Tenant(server.url, id, await server.key(permissions, id));
  }

  async ask({ method, path, body, headers = {}, listenMs = 8_000 }: Question): Promise<Heard> {
    const answer = await fetch(`${this.url}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        authorization: `Bearer ${this.key}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await readFor(answer, listenMs);
    return {
      status: answer.status,
      text: `${JSON.stringify([...answer.headers])}\n${text}`,
      body: parsed(text),
    };
  }

  /** What has to go well for the test to mean anything. */
  async must<T = Record<string, never>>(
    method: string,
    path: string,
    body?: unknown,
    headers = {},
  ): Promise<T> {
    const heard = await this.ask({ method, path: `/api/v1${path}`, body, headers });
    if (heard.status >= 300) throw new Error(`${method} ${path}: ${heard.status} ${heard.text}`);
    return heard.body as T;
  }
}

async function readFor(answer: Response, ms: number): Promise<string> {
  const reader = answer.body?.getReader();
  if (!reader) return '';
  const decoder = new TextDecoder();
  let text = '';
  const timer = setTimeout(() => void reader.cancel().catch(() => undefined), ms);
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return text;
      text += decoder.decode(value, { stream: true });
    }
  } finally {
    clearTimeout(timer);
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
