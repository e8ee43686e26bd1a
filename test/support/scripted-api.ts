import { createServer } from 'node:http';
import type { Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CONSOLE_SOCKET_PATH } from '@legator/contracts';
import type { LiveCounts } from '@legator/contracts';
import { ExpressAdapter } from '@nestjs/platform-express';
import { serveConsole } from '../../apps/control-plane/src/console/index.js';
import { scriptedEntries, scriptedProbes, withInventory } from './scripted-fleet.js';
import { ScriptedSocket } from './scripted-socket.js';

type Answer = { readonly status?: number; readonly body: unknown };

/**
 * Plays the control plane for tests of the console's pages: the real middleware serves the built console, and the API
 * answers what a test wrote down. Whatever nobody wrote down is 404, in the API's own form.
 */
export class ScriptedApi {
  probes = scriptedProbes();
  entries = scriptedEntries(60);
  verification: Record<string, unknown> = { valid: true, entries_checked: 58, first_invalid_at: null };
  me: Record<string, unknown> = {
    id: 'local',
    display_name: 'local',
    type: 'local',
    permissions: ['admin'],
    tenant_id: 'default',
  };
  freezes: Record<string, unknown>[] = [];
  /** Paths that fail, and how. */
  readonly failures = new Map<string, Answer>();
  /** Every path that was asked for. */
  readonly asked: string[] = [];
  /** The live line of every page that is open. */
  readonly socket: ScriptedSocket;
  private readonly server: Server;

  constructor(root: string) {
    const app = new ExpressAdapter().getInstance();
    app.use(serveConsole({ root }));
    app.use((request: { originalUrl: string; method: string }, response: ServerResponse) =>
      this.answer(new URL(request.originalUrl, 'http://console'), request.method, response),
    );
    this.server = createServer(app);
    this.socket = new ScriptedSocket(
      this.server,
      () => this.failures.get(CONSOLE_SOCKET_PATH)?.status,
      () => this.counts(),
    );
  }

  /** @returns the address of the console */
  async listen(port = 0): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(port, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.socket.hangUp();
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private answer(url: URL, method: string, response: ServerResponse): void {
    const { pathname } = url;
    this.asked.push(pathname + url.search);
    const failure = this.failures.get(pathname);
    if (failure) return send(response, failure);
    send(response, this.script(url, method) ?? missing(pathname));
  }

  private script({ pathname, searchParams }: URL, method: string): Answer | undefined {
    if (pathname === '/api/v1/me') return { body: this.me };
    if (pathname === '/api/v1/execution/freeze') return this.freeze(method);
    if (pathname.startsWith('/api/v1/fleet/')) return this.fleet(pathname);
    if (pathname === '/api/v1/probes') return { body: this.list(searchParams) };
    if (pathname === '/api/v1/audit') return { body: this.trail(searchParams) };
    if (pathname === '/api/v1/audit/verify') return { body: this.verification };
    if (pathname === '/api/v1/tokens' && method === 'POST') {
      const line =
        'curl -sSL http://127.0.0.1/install.sh | sudo bash -s -- --server http://127.0.0.1 --token prb_1';
      return { status: 201, body: { install_command: line, expires: new Date(Date.now() + 1_800_000) } };
    }
    const id = /^\/api\/v1\/probes\/([^/]+)$/.exec(pathname)?.[1];
    const probe = this.probes.find((one) => one.id === id);
    return probe && { body: withInventory(probe) };
  }

  private counts(): LiveCounts {
    const of = (status: string) => this.probes.filter((probe) => probe['status'] === status).length;
    return {
      all: this.probes.length,
      online: of('online'),
      degraded: of('degraded'),
      offline: of('offline'),
      pending: of('pending'),
    };
  }

  private freeze(method: string): Answer {
    if (method === 'DELETE') this.freezes = [];
    return method === 'DELETE' ? { status: 204, body: undefined } : { body: { freezes: this.freezes } };
  }

  private fleet(pathname: string): Answer | undefined {
    if (pathname !== '/api/v1/fleet/tags') return undefined;
    const tags: Record<string, number> = {};
    for (const tag of this.probes.flatMap((probe) => probe['tags'] as string[]))
      tags[tag] = (tags[tag] ?? 0) + 1;
    return { body: { tags } };
  }

  /** The bare array, or a page of what was asked for. */
  private list(query: URLSearchParams): unknown {
    if (!query.has('limit')) return this.probes;
    const [status, q] = [query.get('status'), query.get('q')?.toLowerCase()];
    const found = this.probes
      .filter((probe) => !status || probe.status === status)
      .filter(
        (probe) =>
          !q || [probe['hostname'], ...(probe['tags'] as string[])].join(' ').toLowerCase().includes(q),
      );
    return { probes: found.slice(0, Number(query.get('limit'))), next_cursor: null, total: found.length };
  }

  private trail(query: URLSearchParams): unknown {
    const limit = Number(query.get('limit'));
    const from = this.entries.findIndex(({ id }) => id === query.get('cursor')) + 1;
    const events = this.entries.slice(from, from + limit);
    const has_more = from + limit < this.entries.length;
    return { events, total: this.entries.length, has_more, next_cursor: has_more ? events.at(-1)?.id : '' };
  }
}

function send(response: ServerResponse, { status = 200, body }: Answer): void {
  response.writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}

function missing(path: string): Answer {
  const code = 'not_found';
  return {
    status: 404,
    body: { error: code, code, message: `There is nothing at ${path}.`, request_id: 'r-1' },
  };
}
