import 'reflect-metadata';
import { Logger } from '@nestjs/common';
import { loadReaders } from '@legator/shell';
import { readSettings } from '../../../apps/probe/src/config/config-settings.js';
import { ConfigStore } from '../../../apps/probe/src/config/config-store.js';
import { Containment } from '../../../apps/probe/src/containment/containment.js';
import { lockData } from '../../../apps/probe/src/data-lock.js';
import { startAgent } from '../../../apps/probe/src/start-agent.js';
import { HostTicker } from '../../../apps/probe/src/ticker.js';

/** Comes back at once: these tests break thousands of connections. */
const AT_ONCE = { quick: { tries: 0, minMs: 0, maxMs: 0 }, firstMs: 2, capMs: 50, jitter: 0, refusedMs: 2 };

/** The probe as hosts run it, but for its patience after a lost connection. Ends at SIGTERM as that one does. */
async function run(): Promise<void> {
  process.umask(0o077);
  Logger.overrideLogger(['error']);
  const settings = readSettings({});
  const store = new ConfigStore(settings.configDir);
  const config = store.load();
  await loadReaders();
  const unlock = lockData(settings.dataDir);
  const ticker = new HostTicker();
  const containment = new Containment([]);
  const agent = startAgent({ config, store, settings, ticker, containment, reconnect: AT_ONCE });
  process.once('SIGTERM', () => void agent.stop().then(unlock));
}

run().catch((error: unknown) => {
  process.stderr.write(`${(error as Error).stack}\n`);
  process.exit(1);
});
