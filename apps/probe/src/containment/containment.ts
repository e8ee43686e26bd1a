import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import type { Contain } from '../execution/launch.js';
import { DOCKER_SOCKET, DockerReads } from './docker-reads.js';
import { tellsOfMounts } from './mount-table.js';
import { Sandbox, toolAt, type SandboxTools } from './sandbox.js';
import type { Ticker } from '../ticker.js';
import { isPassing, tryOut } from './self-test.js';
import { systemCalls } from './syscalls.js';

const AGAIN_MS = 60_000;

/** Whether runs that only look can be held in a sandbox on this host, found out by trying; and the sandbox itself. */
export class Containment {
  private readonly log = new Logger('sandbox');
  private sandbox: Sandbox | undefined;
  private docker: DockerReads | undefined;
  private readonly guards = new Map<string, string>();
  private trying: Promise<void> | undefined;
  /** Why there is none; undefined while there is one. */
  private reason: string | undefined = 'it was not tried yet';
  /** Why it could not be tried again, though it held before; undefined once it was. */
  private doubt: string | undefined;
  private changed: () => void = () => undefined;

  /** `hidden`: folders of the probe itself, which nothing in the sandbox sees. */
  constructor(
    private readonly hidden: readonly string[],
    private readonly build: (
      hidden: readonly string[],
      guards: ReadonlyMap<string, string>,
    ) => Sandbox = buildSandbox,
    private readonly test: (sandbox: Sandbox) => Promise<void> = tryOut,
  ) {}

  get works(): boolean {
    return this.sandbox !== undefined && this.reason === undefined;
  }

  get whyNot(): string | undefined {
    return this.reason;
  }

  /** Tries it, once at a time; afterwards `works` says how it went. Never rejects. */
  check(): Promise<void> {
    this.trying ??= this.tryIt().finally(() => (this.trying = undefined));
    return this.trying;
  }

  /**
   * Tries it again once a minute while it does not work, or may not: what was in its way may have gone. `changed` hears
   * of it when the answer is another one. Returns the function that stops it.
   */
  watch(ticker: Ticker, changed: () => void): () => void {
    this.changed = changed;
    return ticker.every(AGAIN_MS, () => {
      if ((this.reason ?? this.doubt) !== undefined) void this.check();
    });
  }

  /** @throws where no sandbox works: what was to be contained is then not started at all */
  readonly contain: Contain = (argv, level, timeoutMs, input) => {
    if (!this.sandbox || this.reason !== undefined) throw new Error(`there is no sandbox: ${this.reason}`);
    return tellsOfMounts(argv, input) ? undefined : this.sandbox.contain(argv, level, timeoutMs, input);
  };

  /** Whether a path without links in it is in a folder of the probe itself. */
  readonly hides = (path: string): boolean =>
    this.hidden.some((folder) => path === real(folder) || path.startsWith(`${real(folder)}/`));

  /** What it keeps on the host: sockets that it listens on for the sandbox. */
  stop(): void {
    this.docker?.stop();
  }

  /** Stands in front of Docker, once it is there. Where that fails its socket stays hidden. */
  private async guard(): Promise<ReadonlyMap<string, string>> {
    if (this.guards.size === 0 && existsSync(DOCKER_SOCKET)) {
      this.docker = new DockerReads();
      const path = await this.docker.start().catch(() => undefined);
      if (path) this.guards.set(DOCKER_SOCKET, path);
    }
    return this.guards;
  }

  private async tryIt(): Promise<void> {
    const before = this.works;
    try {
      const sandbox = this.build(this.hidden, await this.guard());
      await this.test(sandbox);
      if (this.reason !== undefined) this.log.log('Commands that only look run in a sandbox');
      [this.sandbox, this.reason, this.doubt] = [sandbox, undefined, undefined];
    } catch (error) {
      this.failed((error as Error).message, isPassing(error));
    }
    if (this.works !== before) this.changed();
  }

  /** One that held goes on holding what it is given while it cannot be tried: at worst a command is not started. */
  private failed(why: string, passing: boolean): void {
    if (passing && this.works) {
      if (this.doubt !== why)
        this.log.warn(`The sandbox could not be tried again, and is used as before: ${why}`);
      this.doubt = why;
      return;
    }
    const reason = passing ? `it could not be tried: ${why}` : why;
    if (this.reason !== reason) this.log.warn(`Commands that only look are NOT CONTAINED here: ${reason}`);
    [this.sandbox, this.reason, this.doubt] = [undefined, reason, undefined];
  }
}

/** Where a folder of our own is, behind links that its name goes through. */
function real(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    return folder;
  }
}

function emptyFolder(within: string | undefined): string | undefined {
  if (within === undefined) return undefined;
  const path = join(within, 'empty');
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    return readdirSync(path).length === 0 ? path : undefined;
  } catch {
    return undefined;
  }
}

/** @throws a sentence for why this host has none */
function buildSandbox(hidden: readonly string[], guards: ReadonlyMap<string, string>): Sandbox {
  if (process.platform !== 'linux') throw new Error(`there is none for ${process.platform}`);
  const calls = systemCalls(process.arch);
  if (!calls) throw new Error(`the system calls of ${process.arch} are not known`);
  const bwrap = toolAt('bwrap');
  const tools: SandboxTools = {
    ...{ calls, bwrap, setpriv: toolAt('setpriv'), prlimit: toolAt('prlimit'), hidden, guards },
    empty: emptyFolder(hidden[0]),
    root: process.getuid?.() === 0,
    perms: execFileSync(bwrap, ['--help'], { encoding: 'utf8' }).includes('--perms'),
  };
  return new Sandbox(tools);
}
