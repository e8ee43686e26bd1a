import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Level } from '@legator/contracts';
import type { KeyPair } from '@legator/wire';
import { ConfigStore } from '../../../apps/probe/src/config/config-store.js';
import type { LocalPolicy } from '../../../apps/probe/src/config/local-policy.js';
import { root } from '../control-plane.js';

/** Bundles the probe once for a spec. @returns the file to run, and what removes it */
export function bundleQuickProbe(): { file: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'lgt-quick-'));
  const file = join(folder, 'probe.cjs');
  const script = join(root, 'scripts', 'bundle-probe.mjs');
  const made = spawnSync(process.execPath, [script, 'test/support/evil/quick-probe.ts', file]);
  if (made.status !== 0) throw new Error(`The probe could not be bundled: ${made.stderr.toString()}`);
  return { file, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** A real probe in a process of its own that trusts whom it is told to trust. */
export class QuickProbeProcess {
  readonly configDir = mkdtempSync(join(tmpdir(), 'lgt-quick-probe-'));
  readonly dataDir = join(this.configDir, 'data');
  readonly keys: KeyPair;
  output = '';
  private readonly store = new ConfigStore(this.configDir);
  private child: ChildProcess | undefined;

  constructor(private readonly bundle: string) {
    mkdirSync(this.dataDir);
    this.keys = this.store.makeKey();
  }

  /** Writes what enrolment would have written. */
  enrolled(as: {
    server: string;
    id: string;
    apiKey?: string;
    serverKeys: readonly Pick<KeyPair, 'kid' | 'publicKey'>[];
    ceiling: Level;
    local?: LocalPolicy;
  }): this {
    this.store.save({
      server_url: as.server,
      probe_id: as.id,
      api_key: as.apiKey ?? 'key-of-a-test',
      hostname: as.id,
      protocol: 2,
      private_key: 'key.pem',
      server_keys: as.serverKeys.map(({ kid, publicKey }) => ({ kid, public_key: publicKey })),
      ceiling: as.ceiling,
    });
    if (as.local)
      writeFileSync(join(this.configDir, 'local-policy.json'), JSON.stringify(as.local), { mode: 0o600 });
    return this;
  }

  get running(): boolean {
    const { child } = this;
    return child !== undefined && child.exitCode === null && child.signalCode === null;
  }

  start(): this {
    this.child = spawn(process.execPath, ['--enable-source-maps', this.bundle], {
      env: { PATH: process.env['PATH'], LEGATOR_CONFIG_DIR: this.configDir },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const keep = (chunk: Buffer) => (this.output = (this.output + chunk.toString()).slice(-20_000));
    this.child.stdout!.on('data', keep);
    this.child.stderr!.on('data', keep);
    return this;
  }

  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    const { child } = this;
    if (!child || !this.running) return;
    const ended = new Promise((done) => child.once('exit', done));
    child.kill(signal);
    await ended;
  }

  async remove(): Promise<void> {
    await this.kill();
    rmSync(this.configDir, { recursive: true, force: true });
  }
}
