import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { parseDuration } from './durations.js';
import { Failure, USAGE } from './failure.js';

const DEFAULT_SERVER = 'http://localhost:8080';
const DEFAULT_TIMEOUT_MS = 10_000;

/** What the user said on the command line; the rest comes from the environment and from what login stored. */
export interface GlobalOptions {
  server?: string;
  apiKey?: string;
  json?: boolean;
  requestTimeout?: string;
}

/** Where to go, with which key, and how long to wait for an answer. */
export interface Settings {
  server: string;
  apiKey: string | undefined;
  timeoutMs: number;
}

type Environment = Record<string, string | undefined>;

/** Settles every setting: command line first, then the environment, then what login stored. */
export function settle(options: GlobalOptions, env: Environment, store: CredentialStore): Settings {
  const server = normalServer(
    options.server ?? filled(env['LEGATOR_SERVER']) ?? store.server() ?? DEFAULT_SERVER,
  );
  return {
    server,
    apiKey: options.apiKey ?? filled(env['LEGATOR_API_KEY']) ?? store.keyFor(server),
    timeoutMs:
      options.requestTimeout === undefined ? DEFAULT_TIMEOUT_MS : parseDuration(options.requestTimeout),
  };
}

/** Whether answers may be coloured: only for people, and never against their wish (no-color.org). */
export function mayColour(env: Environment, isTerminal: boolean): boolean {
  return isTerminal && !filled(env['NO_COLOR']) && env['TERM'] !== 'dumb';
}

/** The file in which login keeps keys, as the XDG rules place it. */
export function credentialFile(env: Environment): string {
  return join(filled(env['XDG_CONFIG_HOME']) ?? join(homedir(), '.config'), 'legator', 'ctl.json');
}

/** The address of a server without a trailing slash, so that two spellings of it are the same. */
export function normalServer(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password || url.search || url.hash) {
    throw new Failure(
      `${text} is not the address of a server; it looks like https://legator.example.org`,
      USAGE,
    );
  }
  return url.href.replace(/\/+$/, '');
}

function filled(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}

const Stored = z.object({ current: z.string(), keys: z.record(z.string(), z.string()) });
type Stored = z.infer<typeof Stored>;

/** Keys that login stored, each for one server: a key is never sent to any other. The file is the user's alone. */
export class CredentialStore {
  constructor(readonly path: string) {}

  /** The server of the last login. */
  server(): string | undefined {
    return this.read()?.current;
  }

  keyFor(server: string): string | undefined {
    const keys = this.read()?.keys ?? {};
    return Object.hasOwn(keys, server) ? keys[server] : undefined;
  }

  save(server: string, key: string): void {
    this.write({ current: server, keys: { ...this.read()?.keys, [server]: key } });
  }

  /** Returns whether there was one. */
  forget(server: string): boolean {
    const stored = this.read();
    if (!stored || !Object.hasOwn(stored.keys, server)) return false;
    const { [server]: _gone, ...keys } = stored.keys;
    if (Object.keys(keys).length === 0) rmSync(this.path);
    else this.write({ ...stored, keys });
    return true;
  }

  private read(): Stored | undefined {
    if (!existsSync(this.path)) return undefined;
    if (process.platform !== 'win32' && (statSync(this.path).mode & 0o077) !== 0) {
      throw new Failure(`Others may read the keys in ${this.path}; close it with: chmod 600 ${this.path}`);
    }
    try {
      return Stored.parse(JSON.parse(readFileSync(this.path, 'utf8')));
    } catch (cause) {
      throw new Failure(`${this.path} cannot be read; remove it and log in again.`, undefined, { cause });
    }
  }

  private write(stored: Stored): void {
    mkdirSync(dirname(this.path), { recursive: true, mode: 0o700 });
    const fresh = `${this.path}.${process.pid}`;
    writeFileSync(fresh, `${JSON.stringify(stored, null, 2)}\n`, { mode: 0o600 });
    chmodSync(fresh, 0o600);
    renameSync(fresh, this.path);
  }
}
