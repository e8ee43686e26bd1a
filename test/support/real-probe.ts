import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigStore } from '../../apps/probe/src/config/config-store.js';
import { Containment } from '../../apps/probe/src/containment/containment.js';
import { enrol } from '../../apps/probe/src/enrolment.js';
import type { Reading } from '../../apps/probe/src/ground.js';
import type { AgentRuntime } from '../../apps/probe/src/runtime.js';
import { startAgent } from '../../apps/probe/src/start-agent.js';
import { HostTicker } from '../../apps/probe/src/ticker.js';
import { eventually } from './spine.js';

/** The probe as hosts run it, in this process: real journal, real commands, real files of this machine. */
export class RealProbe {
  private constructor(
    readonly id: string,
    private readonly folder: string,
    private readonly agent: AgentRuntime,
  ) {}

  /** Enrols with a fresh token and answers once it has been welcomed. */
  static async start(base: string, hostname: string, reading?: Reading): Promise<RealProbe> {
    const folder = mkdtempSync(join(tmpdir(), 'lgt-real-'));
    const store = new ConfigStore(folder);
    const response = await fetch(`${base}/api/v1/tokens`, { method: 'POST' });
    const { token } = (await response.json()) as { token: string };
    const config = await enrol(store, { server: base, token, hostname, tags: [], ceiling: 'remediate' });
    const settings = {
      configDir: folder,
      dataDir: folder,
      server: base,
      token: undefined,
      tags: [],
      hostname,
      kubernetes: undefined,
    };
    const containment = new Containment([folder]);
    await containment.check();
    const agent = startAgent({
      ...{ config, store, settings, ticker: new HostTicker(), containment },
      ...(reading && { reading }),
    });
    await eventually(() => {
      if (!agent.state().last_welcome) throw new Error('It was not welcomed.');
      return Promise.resolve();
    }, 30_000);
    return new RealProbe(config.probe_id, folder, agent);
  }

  async stop(): Promise<void> {
    await this.agent.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
