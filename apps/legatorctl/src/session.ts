import type { Command } from 'commander';
import { ApiClient } from './api-client.js';
import { CredentialStore, mayColour, settle, type GlobalOptions, type Settings } from './ctl-config.js';
import { Terminal, type Sink } from './terminal.js';

/** Everything around the program, so that a spec can be its world. */
export interface Surroundings {
  version: string;
  env: Record<string, string | undefined>;
  credentialFile: string;
  stdin: AsyncIterable<string | Uint8Array>;
  /** Whether what is typed stays unseen; absent where nobody types. Keys then come as they are pressed. */
  hideTyping?: ((hidden: boolean) => void) | undefined;
  stdout: Sink;
  stderr: Sink;
  now(): Date;
  wait(ms: number): Promise<void>;
  /** Calls back on every Ctrl-C; returns the function that stops it. */
  onInterrupt(listener: () => void): () => void;
}

/** One run of one command: its server, its output, its manners. */
export interface Session {
  around: Surroundings;
  settings: Settings;
  api: ApiClient;
  terminal: Terminal;
  store: CredentialStore;
  json: boolean;
}

/** What a command does; returns the exit code, or nothing for 0. */
export type Action = (session: Session, ...args: unknown[]) => Promise<number | void>;

/** Settles what the command's options and the environment say. */
export function openSession(command: Command, around: Surroundings): Session {
  const options = command.optsWithGlobals<GlobalOptions>();
  const store = new CredentialStore(around.credentialFile);
  const settings = settle(options, around.env, store);
  const terminal = terminalOf(around);
  warnOfPlainKey(settings, terminal);
  return { around, settings, store, terminal, api: new ApiClient(settings), json: options.json === true };
}

export function terminalOf({ stdout, stderr, env }: Surroundings): Terminal {
  return new Terminal(stdout, stderr, mayColour(env, stdout.isTTY === true));
}

function warnOfPlainKey({ server, apiKey }: Settings, terminal: Terminal): void {
  const { protocol, hostname } = new URL(server);
  const near = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
  if (apiKey !== undefined && protocol === 'http:' && !near) {
    terminal.note(`warning: the key travels to ${server} without encryption; use https.`);
  }
}
