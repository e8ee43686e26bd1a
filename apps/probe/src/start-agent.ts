import { RECONNECT, Reconnect, KeyRing, ServerClock } from '@legator/wire';
import { PROTOCOL_HEADER, TIMING } from '@legator/contracts';
import type { CommandRun } from '@legator/contracts';
import { SHELL_VERSION, capturesOf, judgeArgv, judgeLine } from '@legator/shell';
import { Agent } from './agent.js';
import { CaptureReader } from './capture/capture-reader.js';
import { WatchingExecutor } from './capture/watching-executor.js';
import { readLocalPolicy } from './config/local-policy.js';
import type { ProbeConfig } from './config/probe-config.js';
import { collectConnections } from './connections/collect-connections.js';
import { ConnectionsReporter } from './connections/connections-reporter.js';
import { AssignedPolicyFile } from './dispatches/assigned-policy.js';
import { Dispatches } from './dispatches/dispatches.js';
import { Gatekeeper } from './dispatches/gatekeeper.js';
import { HostPolicy } from './dispatches/host-policy.js';
import { RefusalLog } from './dispatches/refusal-log.js';
import { Executor } from './execution/executor.js';
import { hostFacts, hostnameOf, socketUrl, type Ground, type Reading } from './ground.js';
import { Heartbeat } from './heartbeat.js';
import { collectInventory } from './inventory/collect.js';
import { InventoryReporter } from './inventory/inventory-reporter.js';
import { Journal } from './journal/journal.js';
import { Reserve } from './journal/reserve.js';
import { Lifeline, type Target } from './link/lifeline.js';
import { Limiter } from './limits/limiter.js';
import { limitsOf } from './limits/run-limits.js';
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
    greetAnew: (why) => runtime.greetAnew(why),
    stop: async () => {
      await runtime.stop();
      stopNotes();
    },
  };
}

function startSigned(ground: Ground): AgentRuntime {
  const { config, store, settings, ticker, containment } = ground;
  const limiter = ground.limiter ?? new Limiter(limitsOf(config.limits), ticker);
  const reading = ground.reading ?? { version: SHELL_VERSION, argv: judgeArgv, line: judgeLine };
  const clock = new ServerClock(() => ticker.monotonicMs());
  const keys = new KeyRing(config.server_keys.map((key) => key.public_key));
  const identity = { probe: config.probe_id, signer: store.loadKey(config), verify: keys.verify };
  const lifeline = new Lifeline(
    targetOf(config),
    new WsConnector(),
    new Reconnect(ground.reconnect ?? RECONNECT),
    ticker,
  );
  const link = new Link(identity, lifeline, clock, ticker);
  const policy = new HostPolicy(
    config.ceiling,
    readLocalPolicy(settings.configDir, config.local_policy?.level),
    new AssignedPolicyFile(settings.dataDir),
  );
  const reserve = new Reserve(settings.dataDir);
  reserve.fill();
  const journal = Journal.open(settings.dataDir, ticker, undefined, undefined, reserve);
  const refusals = new RefusalLog(settings.dataDir, undefined, reserve);
  const gatekeeper = new Gatekeeper(policy, clock, reading, () => containment.works);
  const executor = new WatchingExecutor(
    new Executor(ticker, undefined, containment, limiter),
    new CaptureReader(ticker),
    {
      own: (frame) => touchedBy(frame, reading),
      before: (id, side) => journal.before(id, side),
      refused: ({ dispatchId }, refusal) => refusals.write(ticker.now(), refusal, { dispatchId }),
    },
    ticker,
  );
  const dispatches = new Dispatches(journal, gatekeeper, executor, refusals, link, ticker);
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
    connections: new ConnectionsReporter(
      (connections) => link.send({ kind: 'probe.connections', connections }),
      ticker,
      collectConnections,
    ),
    ticker,
    shellVersion: reading.version,
    contains: () => containment.works,
    limits: limiter.by,
    hostname: hostnameOf(ground),
  });
  agent.start();
  return agent;
}

/** By the same reading that decides whether it may run. */
function touchedBy({ argv, line }: CommandRun, reading: Reading) {
  return capturesOf(line === undefined ? reading.argv(argv) : reading.line(line));
}

function targetOf(config: ProbeConfig): Target {
  return {
    url: socketUrl(config),
    headers: () => ({ authorization: `Bearer ${config.api_key}`, [PROTOCOL_HEADER]: '2' }),
    timing: TIMING,
  };
}

function keepNotes(
  { config, settings, ticker, containment, limiter }: Ground,
  runtime: AgentRuntime,
): () => void {
  const file = new StateFile(settings.dataDir);
  const lasting = {
    pid: process.pid,
    version: PROBE_VERSION,
    probe_id: config.probe_id,
    server_url: config.server_url,
    protocol: config.protocol,
    ceiling: config.ceiling,
    ...(limiter && { limits: limiter.by }),
    started_at: ticker.now().toISOString(),
  };
  const sandbox = () => containment.whyNot ?? 'works';
  const write = () => file.write({ ...lasting, ...runtime.state(), sandbox: sandbox() });
  write();
  return ticker.every(STATE_MS, write);
}
