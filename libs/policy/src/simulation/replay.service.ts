import { setImmediate as breathe } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { CommandPayload } from '@legator/contracts';
import type { PolicyReplay, ReplayPolicy } from '@legator/contracts';
import { Clock, Transactions } from '@legator/core';
import { RecentDirectives } from '@legator/directives';
import type { DecidedDirective } from '@legator/directives';
import { ProbeConditions, ProbesService } from '@legator/fleet';
import type { ProbeCondition, Target } from '@legator/fleet';
import { readOnce, verdict } from '../command-judge.js';
import type { HeldPolicy } from '../decision/facts.js';
import { withOrigin } from '../untrusted-origin.js';
import { Differences } from './differences.js';
import { HourlyCounts } from './hourly-counts.js';
import { ABLE, imagined, Simulation } from './simulation.service.js';

const DAY_MS = 86_400_000;
/** Commands that are judged again at most; the newest. */
export const MOST_REPLAYED = 5_000;
/** So many in one go take some hundredths of a second; then whatever else waits has its turn, heartbeats above all. */
const PORTION = 20;

/**
 * What a policy would have made of the commands of the last days. Windows and rates count by the time of each; how
 * busy a host was then is not known, so conditions on capacity are left out. Sandbox and captures are as they are there
 * now; a probe that is no more counts as one that has them.
 */
@Injectable()
export class Replay {
  constructor(
    private readonly transactions: Transactions,
    private readonly simulation: Simulation,
    private readonly recent: RecentDirectives,
    private readonly probes: ProbesService,
    private readonly conditions: ProbeConditions,
    private readonly clock: Clock,
  ) {}

  /** @throws `not_found` for the policy */
  async replay(policyId: string, ask: ReplayPolicy): Promise<PolicyReplay> {
    const { days, limit, scope, version, document } = ask;
    const to = this.clock.now();
    const from = new Date(to.getTime() - days * DAY_MS);
    const { held, rows, ...known } = await this.transactions.run(async (tx) => {
      const held = (await this.simulation.chosen(tx, { policy_id: policyId, version, document }))!.map(
        withoutCapacity,
      );
      const rows = await this.recent.decided(tx, {
        ...{ type: 'command.run', since: from, limit: MOST_REPLAYED + 1 },
        ...(scope && { subject: scope }),
      });
      const probeIds = [...new Set(rows.map(({ subjectId }) => subjectId))];
      const targets = await this.probes.targets(tx, { probeIds });
      return { held, rows, targets, conditions: await this.conditions.of(tx, probeIds) };
    });
    const looked = rows.slice(0, MOST_REPLAYED).reverse();
    const differences = await judgeAgain(looked, known, held);
    return {
      ...{ policy_id: policyId, from: from.toISOString(), to: to.toISOString() },
      ...{ total: looked.length, truncated: rows.length > looked.length },
      ...differences.result(limit),
    };
  }
}

/** What is known of the probes by now. */
export interface Known {
  readonly targets: readonly Target[];
  readonly conditions: ReadonlyMap<string, Pick<ProbeCondition, 'sandboxed' | 'captures'>>;
}

export async function judgeAgain(
  rows: readonly DecidedDirective[],
  { targets, conditions }: Known,
  policies: readonly HeldPolicy[],
): Promise<Differences> {
  const differences = new Differences();
  const counts = new HourlyCounts(rows);
  const byId = new Map(targets.map((target) => [target.id, target]));
  const read = readOnce();
  for (const [at, row] of rows.entries()) {
    if (at % PORTION === PORTION - 1) await breathe();
    const payload = CommandPayload.safeParse(row.payload).data;
    if (!payload) continue;
    const known = byId.get(row.subjectId) ?? imagined(undefined);
    const target = { ...known, level: policies[0]!.document.level };
    const { sandboxed, captures } = conditions.get(row.subjectId) ?? ABLE;
    const then = { now: row.requestedAt, capacity: {}, counts: counts.at(row) };
    const around = { ...then, policies, sandboxed, captures };
    const judgement = await read(payload, target);
    const judged = withOrigin(verdict(payload, target, judgement, around), row.origin ?? undefined);
    if (judged.decision === 'allow') counts.letRun(row);
    differences.add(row, judged.decision, judged.reasons[0]?.text ?? '');
  }
  return differences;
}

function withoutCapacity(policy: HeldPolicy): HeldPolicy {
  return { ...policy, document: { ...policy.document, capacity: undefined } };
}
