import { createServer } from 'node:http';
import type { Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CONSOLE_SOCKET_PATH } from '@legator/contracts';
import type { LiveCounts } from '@legator/contracts';
import { ExpressAdapter } from '@nestjs/platform-express';
import { serveConsole } from '../../apps/control-plane/src/console/index.js';
import { scriptedRows } from './scripted-rows.js';
import { scriptedEntries, scriptedProbes, withInventory } from './scripted-fleet.js';
import { scriptedOverview } from './scripted-overview.js';
import { ScriptedSocket } from './scripted-socket.js';

type Answer = { readonly status?: number; readonly body: unknown };

/**
 * Plays the control plane for tests of the console's pages: the real middleware serves the built console, and the API
 * answers what a test wrote down. Whatever nobody wrote down is 404, in the API's own form.
 */
export class ScriptedApi {
  probes = scriptedProbes();
  entries = scriptedEntries(60);
  verification: Record<string, unknown> = {
    valid: true,
    entries_checked: 58,
    first_invalid_at: null,
    last_index: 58,
  };
  me: Record<string, unknown> = {
    id: 'local',
    display_name: 'local',
    type: 'local',
    permissions: ['admin'],
    tenant_id: 'default',
  };
  freezes: Record<string, unknown>[] = [];
  /** What stands below `/api/v1/overview/`, by its last word. */
  overview: Record<string, unknown> = scriptedOverview(this.probes);
  tokens: Record<string, unknown>[] = [];
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
    if (pathname.startsWith('/api/v1/fleet/')) return this.fleet(pathname, searchParams);
    if (pathname === '/api/v1/probes') return { body: this.list(searchParams) };
    if (pathname.startsWith('/api/v1/overview/')) return this.part(pathname);
    if (pathname.startsWith('/api/v1/audit')) return this.audit(pathname, searchParams);
    if (pathname.startsWith('/api/v1/tokens')) return this.token(pathname, method);
    const id = /^\/api\/v1\/probes\/([^/]+)$/.exec(pathname)?.[1];
    const probe = this.probes.find((one) => one.id === id);
    return probe && { body: withInventory(probe) };
  }

  private part(pathname: string): Answer | undefined {
    const body = this.overview[pathname.split('/').at(-1)!];
    return body === undefined ? undefined : { body };
  }

  private audit(pathname: string, query: URLSearchParams): Answer | undefined {
    const last = pathname.split('/').at(-1);
    if (last === 'audit') return { body: this.trail(query) };
    if (last === 'verify') return { body: this.verification };
    if (last === 'types')
      return { body: { types: [...new Set(this.entries.map(({ type }) => type))].sort() } };
    if (last === 'key')
      return { body: { kid: 'k1', algorithm: 'Ed25519', public_key: '', public_key_pem: 'PEM' } };
    const entry = this.entries.find(({ id }) => id === last);
    return entry && { body: { ...entry, previous_link: 'cd'.repeat(32) } };
  }

  private token(pathname: string, method: string): Answer {
    if (method === 'GET') {
      const count = this.tokens.filter(({ active }) => active).length;
      return { body: { tokens: this.tokens, count, total: this.tokens.length } };
    }
    if (method === 'DELETE') {
      const id = pathname.split('/').at(-1);
      this.tokens = this.tokens.map((token) => (token.id === id ? { ...token, active: false } : token));
      return { body: { revoked: id } };
    }
    const times = { created: new Date(), expires: new Date(Date.now() + 1_800_000) };
    const shown = {
      id: 't1',
      prefix: 'prb_1',
      ...times,
      created_by: 'local',
      used: false,
      uses: 0,
      tags: [],
    };
    this.tokens = [{ ...shown, max_uses: 1, active: true }, ...this.tokens];
    const line =
      'curl -fsSLO http://127.0.0.1/download/probe.cjs && sudo node probe.cjs run --server http://127.0.0.1 --token prb_1';
    return { body: { id: 't1', token: 'prb_1', ...times, used: false, install_command: line } };
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

  private fleet(pathname: string, query: URLSearchParams): Answer | undefined {
    if (pathname === '/api/v1/fleet/rows') return scriptedRows(this.probes, query);
    if (pathname === '/api/v1/fleet/sparklines')
      return { body: { from: '', to: '', step_seconds: 120, series: {} } };
    if (pathname === '/api/v1/fleet/filter-values') return { body: { values: [] } };
    if (pathname === '/api/v1/fleet/saved-filters') return { body: { filters: [] } };
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
    const type = query.get('type');
    const found = this.entries.filter((entry) => !type || entry['type'] === type);
    const from = found.findIndex(({ id }) => id === query.get('cursor')) + 1;
    const events = found.slice(from, from + limit);
    const has_more = from + limit < found.length;
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
