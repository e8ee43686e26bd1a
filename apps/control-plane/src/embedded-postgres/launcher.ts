import { resolve } from 'node:path';
import { bringUp } from './bring-up.js';
import { claimDirectory, layoutOf } from './data-directory.js';
import { Keeper } from './keeper.js';
import { claimFor, releaseClaim } from './launcher-claim.js';
import { inspectPostmaster, serves } from './postmaster-pid.js';
import { removeSocketDir, stopServer } from './server.js';

export interface EmbeddedPostgresOptions {
  /** A directory for the database alone; made when missing. */
  dataDir: string;
  /** The folder that holds `bin`, `lib` and `share`. */
  binariesDir: string;
  log: (line: string) => void;
  /** As root: false goes straight to the account `nobody`, for hosts where user namespaces misbehave. */
  allowNamespace?: boolean;
  /** Server settings that differ from ours, by PostgreSQL's names. */
  settings?: Readonly<Record<string, string>>;
}

/** A running embedded server. Only whoever can read its data directory can connect. */
export interface EmbeddedPostgres {
  readonly url: string;
  /** Its process; another one after it died and was brought back. */
  readonly pid: number;
  /** Ends it in order; what was committed is on disk in any case. */
  stop(): Promise<void>;
}

/**
 * Starts PostgreSQL on that data directory, or takes over the one that an earlier run left behind, and answers once
 * it serves. Brought back at the same address when it dies. What was once initialised is never deleted.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const layout = layoutOf(resolve(options.dataDir));
  const owner = await claimDirectory(layout);
  await claimFor(layout.launcher);
  try {
    const launch = { ...options, layout, owner };
    const { url, pid } = await bringUp(launch);
    const keeper = new Keeper(pid, {
      isUp: (one) => serves(one, layout.cluster),
      bringBack: async () => (await bringUp(launch)).pid,
      log: options.log,
    });
    return new Handle(url, keeper, async (last) => {
      await stopServer(last, layout.cluster);
      await removeSocketDir(layout);
      await releaseClaim(layout.launcher);
    });
  } catch (cause) {
    await releaseClaim(layout.launcher);
    throw cause;
  }
}

/** Ends the server that an earlier run left behind on that data directory, if there is one. */
export async function stopLeftover(dataDir: string): Promise<void> {
  const { cluster } = layoutOf(resolve(dataDir));
  const before = await inspectPostmaster(cluster);
  if (before.state === 'running') await stopServer(before.found.pid, cluster);
}

class Handle implements EmbeddedPostgres {
  private stopped: Promise<void> | undefined;

  constructor(
    readonly url: string,
    private readonly keeper: Keeper,
    private readonly end: (pid: number) => Promise<void>,
  ) {}

  get pid(): number {
    return this.keeper.pid;
  }

  stop(): Promise<void> {
    return (this.stopped ??= this.keeper.letGo().then((pid) => this.end(pid)));
  }
}
