import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';

export interface LocalProbeOptions {
  /** The probe's bundle, run by this very Node. */
  readonly bundle: string;
  /** Where its config, journal and log live. */
  readonly dir: string;
  readonly serverUrl: string;
  readonly version: string;
}

interface PidFile {
  readonly pid: number;
  readonly version: string;
}

/**
 * The probe on this machine, a process of its own like any other probe. One that an earlier run left behind is taken
 * over, so that a killed control plane does not kill the commands that run here.
 */
export class LocalProbe {
  private readonly logger = new Logger('local-probe');
  private pid: number | undefined;
  private stopping = false;

  constructor(private readonly options: LocalProbeOptions) {
    mkdirSync(options.dir, { recursive: true, mode: 0o700 });
  }

  /** Whether it was enrolled before. */
  get enrolled(): string | undefined {
    const config = join(this.options.dir, 'config.yaml');
    return existsSync(config)
      ? /^probe_id:\s*["']?([\w-]+)/m.exec(readFileSync(config, 'utf8'))?.[1]
      : undefined;
  }

  /** Forgets an enrolment that the database does not know. */
  forget(): void {
    rmSync(join(this.options.dir, 'config.yaml'), { force: true });
  }

  /** Starts it, enrolling first when a token is given; takes over the one that runs already. */
  async start(token?: string): Promise<void> {
    const left = this.leftBehind();
    if (left && left.version === this.options.version && !token) {
      this.pid = left.pid;
      return;
    }
    if (left) await this.end(left.pid);
    this.spawn(token);
  }

  async stop(): Promise<void> {
    this.stopping = true;
    if (this.pid !== undefined) await this.end(this.pid);
    rmSync(this.pidFile, { force: true });
  }

  private spawn(token?: string): void {
    const { bundle, dir, serverUrl, version } = this.options;
    const log = openSync(join(dir, 'probe.log'), 'a', 0o600);
    const child = spawn(process.execPath, [bundle, 'run', '--config-dir', dir], {
      stdio: ['ignore', log, log],
      // Its own group: Ctrl-C at the terminal is meant for us, and we stop it in order.
      detached: true,
      env: {
        PATH: process.env['PATH'] ?? '',
        ...(token ? { LEGATOR_SERVER_URL: serverUrl, LEGATOR_TOKEN: token, LEGATOR_TAGS: 'local' } : {}),
        ...(process.env['NODE_EXTRA_CA_CERTS']
          ? { NODE_EXTRA_CA_CERTS: process.env['NODE_EXTRA_CA_CERTS'] }
          : {}),
      },
    });
    child.on('error', (error) => this.logger.error({ err: error }, 'The local probe could not be started.'));
    child.on('exit', (code) => {
      if (!this.stopping)
        this.logger.error(`The local probe ended with ${code}; see ${join(dir, 'probe.log')}.`);
    });
    child.unref();
    if (child.pid === undefined) return;
    this.pid = child.pid;
    writeFileSync(this.pidFile, JSON.stringify({ pid: child.pid, version } satisfies PidFile), {
      mode: 0o600,
    });
  }

  private leftBehind(): PidFile | undefined {
    try {
      const file = JSON.parse(readFileSync(this.pidFile, 'utf8')) as PidFile;
      return isOurs(file.pid, this.options.dir) ? file : undefined;
    } catch {
      return undefined; // No file, or an unreadable one: nothing to take over.
    }
  }

  private async end(pid: number): Promise<void> {
    const { dir } = this.options;
    const deadline = performance.now() + 8_000;
    for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
      if (!isOurs(pid, dir)) return;
      process.kill(pid, signal);
      while (isOurs(pid, dir) && performance.now() < deadline)
        await new Promise((done) => setTimeout(done, 50));
    }
  }

  private get pidFile(): string {
    return join(this.options.dir, 'probe.pid');
  }
}

/** Whether that pid is a probe on that directory; pids are used again by others. */
function isOurs(pid: number, dir: string): boolean {
  try {
    const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
    const state = /^State:\s+(\w)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return words.includes(dir) && words.includes('run') && state !== 'Z';
  } catch {
    return false;
  }
}
