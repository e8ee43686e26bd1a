import { RECONNECT, Reconnect, KeyRing, ServerClock } from '@legator/wire';
import { PROTOCOL_HEADER, TIMING } from '@legator/contracts';
import { SHELL_VERSION, judgeArgv } from '@legator/shell';
import { Agent } from './agent.js';
import type { ProbeConfig } from './config/probe-config.js';
import { Dispatches } from './dispatches/dispatches.js';
import { Gatekeeper } from './dispatches/gatekeeper.js';
import { HostPolicy } from './dispatches/host-policy.js';
import { RefusalLog } from './dispatches/refusal-log.js';
import { Executor } from './execution/executor.js';
import { hostFacts, hostnameOf, socketUrl, type Ground } from './ground.js';
import { Heartbeat } from './heartbeat.js';
import { collectInventory } from './inventory/collect.js';
import { InventoryReporter } from './inventory/inventory-reporter.js';
import { Journal } from './journal/journal.js';
import { Lifeline, type Target } from './link/lifeline.js';
import { Link } from './link/link.js';
import { WsConnector } from './link/ws-connector.js';
import type { AgentRuntime } from './runtime.js';
import { StateFile } from './state-file.js';
import { startUpstreamAgent } from './upstream/start-upstream-agent.js';
import { PROBE_VERSION } from './version.js';
import { VitalsReader } from './vitals/vitals.js';

const STATE_MS = 1_000;

/** Builds the agent that the config asks for, starts it, and keeps its note for `probe status` fresh. */
export function startAgent(ground: Ground): AgentRuntime {
  const runtime = ground.config.protocol === 2 ? startSigned(ground) : startUpstreamAgent(ground);
  const stopNotes = keepNotes(ground, runtime);
  return {
    state: () => runtime.state(),
    stop: async () => {
      await runtime.stop();
      stopNotes();
    },
  };
}

function startSigned(ground: Ground): AgentRuntime {
  const { config, store, settings, ticker } = ground;
  const clock = new ServerClock(() => ticker.monotonicMs());
  const keys = new KeyRing(config.server_keys.map((key) => key.public_key));
  const identity = { probe: config.probe_id, signer: store.loadKey(config), verify: keys.verify };
  const lifeline = new Lifeline(targetOf(config), new WsConnector(), new Reconnect(RECONNECT), ticker);
  const link = new Link(identity, lifeline, clock, ticker);
  const policy = new HostPolicy(config.ceiling, config.local_policy?.level);
  const journal = Journal.open(settings.dataDir, ticker);
  const refusals = new RefusalLog(settings.dataDir);
  const gatekeeper = new Gatekeeper(policy, clock, judgeArgv);
  const dispatches = new Dispatches(journal, gatekeeper, new Executor(ticker), refusals, link, ticker);
  const vitals = new VitalsReader(ticker);
  const agent = new Agent({
    link,
    dispatches,
    journal,
    policy,
    refusals,
    heartbeat: new Heartbeat(link, ticker, () => vitals.now()),
    inventory: new InventoryReporter(
      (inventory) => link.send({ kind: 'probe.inventory', inventory }),
      ticker,
      () => collectInventory(hostFacts(ground)),
    ),
    ticker,
    shellVersion: SHELL_VERSION,
    hostname: hostnameOf(ground),
  });
  agent.start();
  return agent;
}

function targetOf(config: ProbeConfig): Target {
  return {
    url: socketUrl(config),
    headers: () => ({ authorization: `Bearer ${config.api_key}`, [PROTOCOL_HEADER]: '2' }),
    timing: TIMING,
  };
}

function keepNotes({ config, settings, ticker }: Ground, runtime: AgentRuntime): () => void {
  const file = new StateFile(settings.dataDir);
  const lasting = {
    pid: process.pid,
    version: PROBE_VERSION,
    probe_id: config.probe_id,
    server_url: config.server_url,
    protocol: config.protocol,
    ceiling: config.ceiling,
    started_at: ticker.now().toISOString(),
  };
  const write = () => file.write({ ...lasting, ...runtime.state() });
  write();
  return ticker.every(STATE_MS, write);
}
