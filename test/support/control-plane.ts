import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Client } from 'pg';
import { runningEmbeddedPostgres } from '../../apps/control-plane/src/embedded-postgres/index.js';
import { freePort } from './free-port.js';
import { eventually } from './spine.js';

export const root = resolve(__dirname, '..', '..');

/** A real control plane in a process of its own, as `npm start` runs it, on a data directory that is thrown away. */
export class ControlPlane {
  readonly dataDir = mkdtempSync(join(tmpdir(), 'lgt-'));
  output = '';
  /** An API key, for calls while sign-in is on. */
  key = '';
  private process: ChildProcess | undefined;
  private port = 0;

  constructor(private readonly env: Readonly<Record<string, string>> = {}) {}

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get pid(): number {
    return this.process!.pid!;
  }

  /** Starts it, on the same port each time, and answers once it is ready. */
  async start(): Promise<this> {
    this.port ||= await freePort();
    this.process = this.run([]);
    const { process: started } = this;
    let code: number | null | undefined;
    started.on('exit', (exit) => (code = exit));
    await eventually(async () => {
      if (code !== undefined) throw new Error(`It ended with ${code}:\n${this.output}`);
      const { status } = await fetch(`${this.url}/readyz`);
      if (status !== 200) throw new Error(`It is not ready:\n${this.output}`);
    }, 120_000);
    return this;
  }

  /** Runs one of its commands beside it. */
  async command(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
    const child = this.run(args, 'pipe');
    let stdout = '';
    let stderr = '';
    child.stdout!.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr!.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    const code = await new Promise<number>((done) => child.on('close', (exit) => done(exit ?? -1)));
    return { code, stdout, stderr };
  }

  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    const { process: running } = this;
    if (!running || running.exitCode !== null || running.signalCode !== null)
      return running?.exitCode ?? null;
    const ended = new Promise<number | null>((done) => running.once('exit', done));
    running.kill(signal);
    return ended;
  }

  /** Ends everything and removes the data, whatever state it is in. */
  async remove(): Promise<void> {
    if (this.process && this.process.exitCode === null && this.process.signalCode === null) await this.stop();
    else await this.start().then(() => this.stop());
    rmSync(this.dataDir, { recursive: true, force: true });
  }

  /** A connection as the database's owner: for what no API can do, such as breaking things. */
  async sql<T extends object>(text: string, values: unknown[] = []): Promise<T[]> {
    const client = new Client({ connectionString: await this.databaseUrl() });
    await client.connect();
    try {
      return (await client.query(text, values)).rows as T[];
    } finally {
      await client.end();
    }
  }

  async databaseUrl(): Promise<string> {
    const url = await runningEmbeddedPostgres(join(this.dataDir, 'postgres'));
    if (!url) throw new Error('The embedded database does not run.');
    return url;
  }

  async get<T = Record<string, never>>(path: string, headers: Record<string, string> = {}): Promise<T> {
    const answer = await fetch(`${this.url}${path}`, { headers: { ...this.credential, ...headers } });
    if (!answer.ok) throw new Error(`GET ${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as T;
  }

  async post(
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<{ status: number; body: never }> {
    const answer = await fetch(`${this.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...this.credential, ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, body: (text ? JSON.parse(text) : undefined) as never };
  }

  private get credential(): Record<string, string> {
    return this.key ? { authorization: `Bearer ${this.key}` } : {};
  }

  private run(args: string[], output: 'pipe' | 'keep' = 'keep'): ChildProcess {
    const main = join(root, 'dist', 'apps', 'control-plane', 'src', 'main.js');
    const child = spawn(process.execPath, ['--enable-source-maps', main, ...args], {
      env: {
        PATH: process.env['PATH'],
        HOME: process.env['HOME'],
        LEGATOR_DATA_DIR: this.dataDir,
        LEGATOR_LISTEN_ADDR: `127.0.0.1:${this.port}`,
        LEGATOR_LOG_LEVEL: 'warn',
        ...this.env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    if (output === 'keep') {
      const keep = (chunk: Buffer) => (this.output = (this.output + chunk.toString()).slice(-100_000));
      child.stdout.on('data', keep);
      child.stderr.on('data', keep);
    }
    return child;
  }
}
