import { Agent, request } from 'node:http';

type Headers = Readonly<Record<string, string | number>>;

export interface Answer<T> {
  readonly status: number;
  readonly body: T;
}

/** The control plane's API over connections that are kept. Plain `node:http`, so that the client costs little. */
export class Api {
  private readonly url: string;
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 64 });

  constructor(url: string) {
    this.url = url;
  }

  /** The text of the answer, whatever its status. */
  text(method: string, path: string, body?: unknown, more: Headers = {}): Promise<Answer<string>> {
    const payload = body === undefined ? undefined : JSON.stringify(body);
    const headers: Headers = payload
      ? { ...more, 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(payload) }
      : more;
    return new Promise((resolve, reject) => {
      const asked = request(this.url + path, { method, agent: this.agent, headers }, (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('error', reject);
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, body: Buffer.concat(parts).toString('utf8') }),
        );
      });
      asked.on('error', reject);
      asked.end(payload);
    });
  }

  /** The answer's JSON; throws unless the status is 2xx. */
  async json<T>(method: string, path: string, body?: unknown, more?: Headers): Promise<T> {
    const answer = await this.text(method, path, body, more);
    if (answer.status < 200 || answer.status > 299)
      throw new Error(`${method} ${path} answered ${answer.status}: ${answer.body.slice(0, 300)}`);
    return JSON.parse(answer.body) as T;
  }

  close(): void {
    this.agent.destroy();
  }
}
