import { Injectable } from '@nestjs/common';
import { DEFAULT_TIMEOUT_MS } from '@legator/contracts';
import type {
  Level,
  PolicyDecisionView,
  PolicyInput,
  SimulateCommand,
  SimulatePolicy,
} from '@legator/contracts';
import { currentContext, notFound, Transactions } from '@legator/core';
import type { Tx } from '@legator/core';
import { ProbesService } from '@legator/fleet';
import type { Target } from '@legator/fleet';
import { readLine } from '@legator/shell';
import { readOnce, verdict } from '../command-judge.js';
import type { HeldPolicy } from '../decision/facts.js';
import { Surroundings } from '../surroundings.service.js';
import { complete } from '../templates/complete.js';
import { Documents } from '../templates/documents.service.js';
import { decisionView } from './decision-view.js';

interface Chosen {
  readonly policy_id?: string | undefined;
  readonly version?: number | undefined;
  readonly document?: PolicyInput | undefined;
}

/** What would be decided, by the very decision that is taken when a command is asked for. Nothing is written. */
@Injectable()
export class Simulation {
  constructor(
    private readonly transactions: Transactions,
    private readonly probes: ProbesService,
    private readonly documents: Documents,
    private readonly surroundings: Surroundings,
  ) {}

  /** Upstream's. @throws `not_found` for the probe and for the policy */
  atProbe(probeId: string, { policy_id, ...command }: SimulateCommand): Promise<PolicyDecisionView> {
    return this.decide({ ...command, policy_id, probe_id: probeId });
  }

  /** At a probe with the policies it has, or with others in their place; or at an imagined one. @throws `not_found` */
  decide(ask: SimulatePolicy): Promise<PolicyDecisionView> {
    return this.transactions.run(async (tx) => {
      const instead = await this.chosen(tx, ask);
      const target = await this.target(tx, ask, instead);
      const at = ask.at === undefined ? undefined : new Date(ask.at);
      const here = (await this.surroundings.of(tx, [target], instead, at)).at(target);
      const around = ask.probe_id === undefined ? { ...here, ...ABLE } : here;
      const timeout = ask.timeout_sec === undefined ? DEFAULT_TIMEOUT_MS : ask.timeout_sec * 1_000;
      const command = { ...(await wordsOf(ask)), timeout_ms: timeout, level: ask.level };
      const judged = verdict(command, target, await readOnce()(command, target), around);
      return decisionView(judged, around.policies, around.level ?? target.level);
    });
  }

  /** A policy that is named or given, in the place of all that hold. */
  async chosen(tx: Tx, { policy_id: id, version, document }: Chosen): Promise<HeldPolicy[] | undefined> {
    const via = { type: 'probe', id: '' } as const;
    if (document) return [{ policyId: id ?? 'draft', version: 0, via, document: complete(document) }];
    if (id === undefined) return undefined;
    return [{ policyId: id, via, ...(await this.documents.one(tx, id, version)) }];
  }

  private async target(
    tx: Tx,
    ask: SimulatePolicy,
    instead: readonly HeldPolicy[] | undefined,
  ): Promise<Target> {
    const level = instead?.[0]?.document.level;
    if (ask.probe_id === undefined) return imagined(ask.assume, level);
    const [target] = await this.probes.targets(tx, { probeIds: [ask.probe_id] });
    if (!target) throw notFound('probe', ask.probe_id);
    // The policy would give the probe its level.
    return { ...target, level: level ?? target.level };
  }
}

/** As a request for the command reads it: an argv as it stands, a line as its words if it is one simple command. */
async function wordsOf({ command, args }: SimulatePolicy): Promise<{ argv: string[]; line?: string }> {
  if (args !== undefined) return { argv: [command, ...args] };
  const reading = await readLine(command);
  return reading.kind === 'argv' ? { argv: [...reading.argv] } : { argv: [], line: command };
}

/** Of a probe that there might be, or is no more: that it can do what policies may ask of one. */
export const ABLE = { sandboxed: true, captures: true } as const;

/** A probe that there might be. */
export function imagined(assume: SimulatePolicy['assume'], level: Level = 'observe'): Target {
  const { tenantId } = currentContext().actor;
  const { ceiling = 'remediate', tags = [], site = null, hostname = 'a-host' } = assume ?? {};
  const away = { status: 'online', protocol: 2, connected: true, lines: true } as const;
  return { id: '', tenantId, hostname, level, ceiling, tags, site, ...away };
}
