import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { FirstPerson } from '@legator/auth';
import { logFile } from '../../../apps/control-plane/src/log-destination.js';
import { until } from '../../support/core-app.js';
import { startWholeServer } from '../../support/whole-server.js';
import type { WholeServer } from '../../support/whole-server.js';
import { sent } from './wrong-places.js';
import type { Sent } from './wrong-places.js';

export type Kind =
  | 'setup code'
  | 'session'
  | 'session of a command line'
  | 'csrf token'
  | 'API key'
  | 'socket ticket'
  | 'registration token'
  | 'probe key'
  | 'invitation'
  | 'device code'
  | 'OIDC client secret'
  | 'password'
  | 'one-time password';

interface Heard {
  readonly status: number;
  readonly body: Record<string, never> & { [name: string]: unknown };
  readonly cookie: string | undefined;
}

/** A whole server that writes its log as finely as it can, with one secret of every kind that it gives out. */
export class Issued {
  readonly secrets = new Map<Kind, string>();
  private cookie = '';

  private constructor(
    private readonly server: WholeServer,
    private readonly owner: Client,
    private readonly dataDir: string,
  ) {}

  static async start(): Promise<Issued> {
    const dataDir = mkdtempSync(join(tmpdir(), 'lgt-log-'));
    const server = await atTerminal(() =>
      startWholeServer({
        ...{ LEGATOR_AUTH: 'true', LEGATOR_LOG_LEVEL: 'trace', LEGATOR_DATA_DIR: dataDir },
        LEGATOR_EXTERNAL_URL: 'http://127.0.0.1:8080',
      }),
    );
    const owner = new Client({ connectionString: server.databaseUrl });
    await owner.connect();
    const issued = new Issued(server, owner, dataDir);
    await issued.people();
    await issued.programs();
    return issued;
  }

  get logFile(): string {
    return logFile(this.dataDir);
  }

  async stop(): Promise<void> {
    await this.owner.end();
    await this.server.remove();
    rmSync(this.dataDir, { recursive: true, force: true });
  }

  /** Asks for something of this name, until the log tells of it: all requests before have been written down, too. */
  async marked(word: string): Promise<void> {
    await this.send({ path: `/api/v1/probes/${word}` });
    await until(() => readFileSync(this.logFile, 'utf8').includes(word));
  }

  /** Which of the secrets stand in a text, as they are or as addresses write them. */
  in(text: string): Kind[] {
    const hay = text.toLowerCase();
    const found = [...this.secrets].filter(([, secret]) =>
      formsOf(secret).some((form) => hay.includes(form.toLowerCase())),
    );
    return found.map(([kind]) => kind);
  }

  /** The first lines of a text that hold any of them, with what they hold. */
  linesIn(text: string): string[] {
    if (this.in(text).length === 0) return [];
    const lines = text.split('\n').map((line) => [this.in(line).join(), line.slice(0, 600)] as const);
    return lines
      .filter(([kinds]) => kinds !== '')
      .slice(0, 12)
      .map(([kinds, line]) => `${kinds}: ${line}`);
  }

  /** Everything that the trail and the facts hold, and what waits to be delivered. */
  async written(): Promise<string> {
    const { rows } = await this.owner.query<{ name: string }>(
      `select table_name as name from information_schema.tables
       where table_schema = 'public' and table_name ~ '^(audit|core)_' and table_type = 'BASE TABLE'`,
    );
    const names = rows.map(({ name }) => name);
    for (const needed of ['audit_entry', 'core_signal'])
      if (!names.includes(needed)) throw new Error(`There is no table ${needed} among ${names.join()}.`);
    const texts = await Promise.all(
      names.map((name) => this.owner.query<{ t: string }>(`select t::text as t from "${name}" t`)),
    );
    return texts.flatMap(({ rows: all }) => all.map(({ t }) => t)).join('\n');
  }

  async send({ method = 'GET', path = '/', headers = {}, body }: Sent): Promise<Heard> {
    const { hostname, port } = new URL(this.server.url);
    return new Promise((resolve, reject) => {
      const asked = request({ hostname, port, method, path, headers, agent: false }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (piece: string) => (text += piece));
        response.on('end', () =>
          resolve({
            status: response.statusCode!,
            body: parsed(text),
            cookie: response.headers['set-cookie']?.[0]?.split(';', 1)[0],
          }),
        );
      });
      asked.on('upgrade', (response, line) => {
        line.destroy();
        resolve({ status: response.statusCode!, body: {}, cookie: undefined });
      });
      asked.on('error', reject).end(body);
    });
  }

  /** Handshakes of sockets with it where it should not be, and where it is of no use. */
  async socket(secret: string): Promise<void> {
    const upgrade = {
      ...{ connection: 'Upgrade', upgrade: 'websocket', 'sec-websocket-version': '13' },
      'sec-websocket-key': randomBytes(16).toString('base64'),
    };
    const protocol = `legator.v1, ticket.${encodeURIComponent(secret)}`;
    for (const path of ['/ws/console', '/ws/probe', '/ws/nothing']) {
      const query = `?token=${encodeURIComponent(secret)}`;
      const callers: Record<string, string>[] = [
        {},
        { authorization: `Bearer ${secret}x` },
        { cookie: this.cookie },
      ];
      for (const headers of callers)
        await this.send({
          path: path + query,
          headers: { ...upgrade, ...headers, 'sec-websocket-protocol': protocol },
        });
    }
  }

  /** Takes away what the server works with, and asks for it. @returns the statuses */
  async breakDown(): Promise<number[]> {
    for (const table of ['auth_invitation', 'auth_once', 'auth_user', 'auth_api_key', 'fleet_token'])
      await this.owner.query(`alter table if exists ${table} rename to ${table}_away`);
    await this.owner.query('alter table auth_session rename column expires_at to away');
    const held = (kind: Kind) => this.secrets.get(kind)!;
    const asked: Sent[] = [
      sent('/api/v1/auth/invitation/look', { token: held('invitation') }),
      sent('/api/v1/auth/device/token', { device_code: held('device code') }),
      sent('/api/v1/auth/login', { username: 'ana', password: held('password') }),
      sent('/api/v1/auth/setup', {
        ...{ code: held('setup code'), username: 'eve', password: held('password') },
      }),
      sent('/api/v1/register', { token: held('registration token'), hostname: 'h' }),
      { path: '/api/v1/me', headers: { cookie: `legator_session=${held('session').slice(0, -1)}0` } },
      { path: '/api/v1/me', headers: { authorization: `Bearer ${held('session of a command line')}` } },
      { path: '/api/v1/me', headers: { authorization: `Bearer ${held('API key')}` } },
    ];
    const heard: number[] = [];
    for (const one of asked) heard.push((await this.send(one)).status);
    return heard;
  }

  private async people(): Promise<void> {
    const password = `Drei blaue Reiher & ${randomBytes(6).toString('hex')}`;
    const code = await this.server.app.get(FirstPerson, { strict: false }).newCode();
    this.keep('password', password).keep('setup code', code);
    await this.must(sent('/api/v1/auth/setup', { code, username: 'ana', password }));
    this.keep('session', this.cookie.split('=')[1]);
    this.keep('csrf token', (await this.must({ path: '/api/v1/me' })).csrf_token);
    await this.must(sent('/api/v1/auth/confirm', { password }));
    const made = await this.must(sent('/api/v1/users', { username: 'jon', role: 'viewer' }));
    this.keep('one-time password', made.one_time_password);
    const { link } = await this.must(sent('/api/v1/invitations', { role: 'viewer' }));
    this.keep('invitation', String(link).split('token=')[1]);
    await this.must(sent('/api/v1/auth/invitation/look', { token: this.secrets.get('invitation') }));
    this.keep('socket ticket', (await this.must(sent('/api/v1/auth/socket-ticket', {}))).ticket);
    const asking = await this.must(sent('/api/v1/auth/device', { host_name: 'laptop' }));
    this.keep('device code', asking.device_code);
    await this.must(sent(`/api/v1/auth/device/${String(asking.user_code)}/approve`, {}));
    const token = await this.must(sent('/api/v1/auth/device/token', { device_code: asking.device_code }));
    this.keep('session of a command line', token.access_token);
    const bearer = { authorization: `Bearer ${String(token.access_token)}` };
    await this.send({ path: '/api/v1/me', headers: bearer });
  }

  private async programs(): Promise<void> {
    const asked = { name: 'ci', permissions: ['fleet:read'] };
    this.keep('API key', (await this.must(sent('/api/v1/auth/keys', asked))).plain_key);
    const { token } = await this.must(sent('/api/v1/tokens?multi_use=true', {}));
    this.keep('registration token', token);
    const host = { token, hostname: 'web-1', os: 'linux', arch: 'amd64' };
    this.keep('probe key', (await this.must(sent('/api/v1/register', host))).api_key);
    const bearer = { authorization: `Bearer ${this.secrets.get('probe key')}` };
    await this.send({ path: '/ws/probe', headers: bearer });
    const secret = `client-${randomBytes(24).toString('base64url')}`;
    this.keep('OIDC client secret', secret);
    const provider = { provider_url: 'http://127.0.0.1:9', client_id: 'legator', client_secret: secret };
    await this.must({ ...sent('/api/v1/auth/oidc', { ...provider, enabled: true }), method: 'PUT' });
    await this.send(this.asPage(sent('/api/v1/auth/oidc/test', provider)));
    await this.send({ path: '/auth/oidc/login' });
  }

  private keep(kind: Kind, secret: unknown): this {
    if (typeof secret !== 'string' || secret.length < 16) throw new Error(`There is no ${kind}.`);
    this.secrets.set(kind, secret);
    return this;
  }

  private asPage(asked: Sent): Sent {
    const csrf = this.secrets.get('csrf token');
    const page = { cookie: this.cookie, ...(csrf ? { 'x-legator-csrf': csrf } : {}) };
    return { ...asked, headers: { ...asked.headers, ...page } };
  }

  private async must(asked: Sent): Promise<Heard['body']> {
    const { status, body, cookie } = await this.send(this.asPage(asked));
    if (status >= 300) throw new Error(`${asked.path}: ${status} ${JSON.stringify(body)}`);
    this.cookie = cookie ?? this.cookie;
    return body;
  }
}

/** The log goes to a file where somebody sits at a terminal. */
async function atTerminal<T>(work: () => Promise<T>): Promise<T> {
  const was = process.stdout.isTTY;
  process.stdout.isTTY = true;
  try {
    return await work();
  } finally {
    process.stdout.isTTY = was;
  }
}

function formsOf(secret: string): string[] {
  return [
    secret,
    encodeURIComponent(secret),
    encodeURIComponent(secret).replaceAll('%20', '+'),
    JSON.stringify(secret).slice(1, -1),
    Buffer.from(secret).toString('base64').replace(/=+$/, ''),
  ];
}

function parsed(text: string): Heard['body'] {
  try {
    return JSON.parse(text) as Heard['body'];
  } catch {
    return {};
  }
}
