import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ControlPlane } from './control-plane.js';
import { root } from './control-plane.js';
import { eventually } from './spine.js';

interface Listed {
  id: string;
  hostname: string;
  status: string;
}

/** A real probe: the bundle that hosts run, in a process of its own, with a directory of its own. */
export class ProbeProcess {
  readonly dir = mkdtempSync(join(tmpdir(), 'lgt-probe-'));
  id = '';
  output = '';
  private process: ChildProcess | undefined;

  constructor(
    private readonly plane: ControlPlane,
    readonly hostname: string,
    private readonly env: Readonly<Record<string, string>> = {},
  ) {}

  /** Enrols with a fresh token, runs, and answers once the fleet shows that it is there. */
  async enrol(...options: string[]): Promise<this> {
    const { body } = await this.plane.post('/api/v1/tokens');
    const { token } = body as { token: string };
    const init = ['init', '--server', this.plane.url, '--token', token, '--hostname', this.hostname];
    const { code, output } = await this.once([...init, '--config-dir', this.dir, ...options]);
    if (code !== 0) throw new Error(`probe init: ${output}`);
    return this.start();
  }

  async start(): Promise<this> {
    this.process = this.run(['run', '--config-dir', this.dir]);
    await eventually(async () => {
      const found = (await this.plane.get<Listed[]>('/api/v1/probes')).find(
        ({ hostname }) => hostname === this.hostname,
      );
      // A busy machine is degraded, and is there all the same.
      if (found?.status !== 'online' && found?.status !== 'degraded')
        throw new Error(`It is not online (${found?.status}):\n${this.output}`);
      this.id = found.id;
    }, 60_000);
    return this;
  }

  async kill(signal: NodeJS.Signals): Promise<void> {
    const { process: running } = this;
    if (!running || running.exitCode !== null || running.signalCode !== null) return;
    const ended = new Promise((done) => running.once('exit', done));
    running.kill(signal);
    await ended;
  }

  async remove(): Promise<void> {
    await this.kill('SIGTERM');
    rmSync(this.dir, { recursive: true, force: true });
  }

  once(args: string[]): Promise<{ code: number; output: string }> {
    return new Promise((done) => {
      let output = '';
      const child = this.run(args);
      const keep = (chunk: Buffer) => (output += chunk.toString());
      child.stdout!.on('data', keep);
      child.stderr!.on('data', keep);
      child.on('close', (code) => done({ code: code ?? -1, output }));
    });
  }

  private run(args: string[]): ChildProcess {
    const bundle = join(root, 'dist', 'probe', 'probe.cjs');
    const child = spawn(process.execPath, [bundle, ...args], {
      env: { PATH: process.env['PATH'], ...this.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const keep = (chunk: Buffer) => (this.output = (this.output + chunk.toString()).slice(-50_000));
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    return child;
  }
}
