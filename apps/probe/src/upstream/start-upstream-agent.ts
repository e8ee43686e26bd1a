import { UPSTREAM_TIMING } from '@legator/contracts';
import { judgeArgv } from '@legator/shell';
import { Reconnect, UPSTREAM_RECONNECT } from '@legator/wire';
import type { ProbeConfig } from '../config/probe-config.js';
import { readLocalPolicy } from '../config/local-policy.js';
import { HostPolicy } from '../dispatches/host-policy.js';
import { Executor } from '../execution/executor.js';
import { collectInventory } from '../inventory/collect.js';
import { InventoryReporter } from '../inventory/inventory-reporter.js';
import { Lifeline } from '../link/lifeline.js';
import { WsConnector } from '../link/ws-connector.js';
import { hostFacts, socketUrl, type Ground } from '../ground.js';
import { Limiter } from '../limits/limiter.js';
import { limitsOf } from '../limits/run-limits.js';
import { VitalsReader } from '../vitals/vitals.js';
import { UpstreamAgent } from './upstream-agent.js';
import { UpstreamCommands } from './upstream-commands.js';

/** Builds and starts the agent for a control plane that speaks protocol 1. */
export function startUpstreamAgent(ground: Ground): UpstreamAgent {
  const { config, store, ticker, containment } = ground;
  const limiter = ground.limiter ?? new Limiter(limitsOf(config.limits), ticker);
  const policy = new HostPolicy(
    config.ceiling,
    readLocalPolicy(ground.settings.configDir, config.local_policy?.level),
  );
  policy.adopt(config.policy_level ?? 'observe');
  const commands = new UpstreamCommands(
    policy,
    judgeArgv,
    new Executor(ticker, undefined, containment, limiter),
    { masterText: config.signing_key ?? undefined, probeId: config.probe_id },
    (type, payload) => void agent.send(type, payload),
    () => containment.works,
  );
  commands.rules = { allowed: config.policy_allowed ?? [], blocked: config.policy_blocked ?? [] };
  const vitals = new VitalsReader(ticker);
  const agent: UpstreamAgent = new UpstreamAgent({
    probeId: config.probe_id,
    lifeline: lifelineOf(ground),
    commands,
    policy,
    inventory: new InventoryReporter(
      (inventory) => agent.send('inventory', { probe_id: config.probe_id, ...inventory }),
      ticker,
      () => collectInventory(hostFacts(ground)),
    ),
    readVitals: () => vitals.now(),
    save: (changes) => saveBoth(store.save.bind(store), config, changes),
    ticker,
  });
  agent.start();
  return agent;
}

function lifelineOf({ config, ticker }: Ground): Lifeline {
  const headers = () => ({ authorization: `Bearer ${config.api_key}` });
  const target = { url: socketUrl(config), headers, timing: UPSTREAM_TIMING };
  return new Lifeline(target, new WsConnector(), new Reconnect(UPSTREAM_RECONNECT), ticker);
}

function saveBoth(
  save: (changes: Partial<ProbeConfig>) => void,
  config: ProbeConfig,
  changes: Partial<ProbeConfig>,
): void {
  save(changes);
  Object.assign(config, changes);
}
