import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { openSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import {
  runningEmbeddedPostgres,
  stopLeftover,
} from '../../apps/control-plane/src/embedded-postgres/index.js';
import { Api } from './api.js';
import { Channel } from './channel.js';
import { until } from './waiting.js';

/** Nothing but this is taken from whoever runs the measurements: their settings must not change the numbers. */
const INHERITED = ['PATH', 'HOME', 'TMPDIR', 'LANG'];
const STOP_MS = 30_000;

/** A directory of its own for a control plane, gone at the end, with whatever still runs on it. */
export class DataDir {
  readonly path: string;

  private constructor(path: string) {
    this.path = path;
  }

  static async make(): Promise<DataDir> {
    return new DataDir(await mkdtemp(join(tmpdir(), 'legator-bench-')));
  }

  get database(): string {
    return join(this.path, 'postgres');
  }

  async remove(): Promise<void> {
    await stopLeftover(this.database);
    await rm(this.path, { recursive: true, force: true });
  }
}

export interface Statement {
  readonly text: string;
  readonly count: number;
  readonly ms: number;
}

/** The built control plane in a process of its own, on an embedded PostgreSQL, with somebody looking into it. */
export class ControlPlane {
  readonly url: string;
  readonly api: Api;
  private readonly data: DataDir;
  private readonly child: ChildProcess;
  private readonly channel: Channel;
  private client: Client | undefined;

  private constructor(data: DataDir, child: ChildProcess, url: string) {
    this.data = data;
    this.child = child;
    this.url = url;
    this.api = new Api(url);
    this.channel = new Channel(child, 'The control plane');
  }

  /** `port` only to come back where it was; `settings` where the defaults are not what is measured. */
  static async start(
    root: string,
    data: DataDir,
    port?: number,
    settings: Readonly<Record<string, string>> = {},
  ): Promise<ControlPlane> {
    const observer = join(root, 'test', 'bench', 'server-observer.mjs');
    const options = ['--expose-gc', '--import', observer];
    const { child, url } = await launch(root, data, port, options, settings);
    const server = new ControlPlane(data, child, url);
    try {
      await until('the control plane to be ready', () => server.isReady(), { withinMs: 90_000 });
      return server;
    } catch (error) {
      await server.stop();
      throw new Error(`${(error as Error).message}\n${server.lastWords()}`, { cause: error });
    }
  }

  get port(): number {
    return Number(new URL(this.url).port);
  }

  get pid(): number {
    return this.child.pid!;
  }

  /** As the owner of the database, past all guards: for looking and for laying out, never for what is measured. */
  async database(): Promise<Client> {
    if (this.client) return this.client;
    const url = await runningEmbeddedPostgres(this.data.database);
    if (!url) throw new Error('The embedded PostgreSQL does not run.');
    this.client = new Client({ connectionString: url });
    this.client.on('error', () => undefined);
    await this.client.connect();
    return this.client;
  }

  /** The first column of the first row as a number. */
  async number(sql: string, values: unknown[] = []): Promise<number> {
    const found = await (await this.database()).query({ text: sql, values, rowMode: 'array' });
    return Number((found.rows as unknown[][])[0]?.[0]);
  }

  /** Bytes of heap and all, after a collection. */
  memory(): Promise<NodeJS.MemoryUsage> {
    return this.channel.ask('memory');
  }

  lagStart(): Promise<void> {
    return this.channel.ask('lag-start');
  }

  /** How late the server's event loop was since `lagStart`, in milliseconds. */
  lag(): Promise<{ p50: number; p99: number; max: number }> {
    return this.channel.ask('lag');
  }

  profileStart(): Promise<void> {
    return this.channel.ask('profile-start');
  }

  profileStop(file: string): Promise<Statement[]> {
    return this.channel.ask('profile-stop', { file });
  }

  async stop(): Promise<void> {
    this.api.close();
    await this.client?.end().catch(() => undefined);
    await end(this.child);
  }

  lastWords(): string {
    return readFileSync(join(this.data.path, 'server.log'), 'utf8').split('\n').slice(-20).join('\n');
  }

  private async isReady(): Promise<boolean> {
    if (this.child.exitCode !== null) throw new Error('The control plane ended at its start.');
    const answer = await this.api.text('GET', '/readyz').catch(() => undefined);
    return answer?.status === 200;
  }
}

/** Starts it plainly and ends it again, as often as asked. @returns seconds until `GET /` was answered */
export async function startAndStop(root: string, data: DataDir): Promise<number> {
  const began = performance.now();
  const { child, url } = await launch(root, data, undefined, []);
  const api = new Api(url);
  try {
    await until('an answer', () => api.text('GET', '/').catch(() => undefined), {
      withinMs: 90_000,
      everyMs: 5,
    });
    return (performance.now() - began) / 1_000;
  } finally {
    api.close();
    await end(child);
  }
}

async function launch(
  root: string,
  data: DataDir,
  wanted: number | undefined,
  nodeOptions: readonly string[],
  settings: Readonly<Record<string, string>> = {},
) {
  const port = wanted ?? (await freePort());
  const log = openSync(join(data.path, 'server.log'), 'a');
  const main = join(root, 'dist', 'apps', 'control-plane', 'src', 'main.js');
  const child = spawn(process.execPath, ['--enable-source-maps', ...nodeOptions, main], {
    cwd: root,
    stdio: ['ignore', log, log, 'ipc'],
    env: {
      ...Object.fromEntries(
        INHERITED.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])),
      ),
      LEGATOR_DATA_DIR: data.path,
      LEGATOR_LISTEN_ADDR: `127.0.0.1:${port}`,
      LEGATOR_LOCAL_PROBE: 'false',
      ...settings,
    },
  });
  return { child, url: `http://127.0.0.1:${port}` };
}

/** In order first; by force when it does not go. */
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
  await gone;
  clearTimeout(force);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
