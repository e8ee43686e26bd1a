import { Injectable } from '@nestjs/common';
import { RolloutPayload } from '@legator/contracts';
import type { CommandPayload } from '@legator/contracts';
import type { Tx, Verdict } from '@legator/core';
import { ProbesService } from '@legator/fleet';
import { CommandJudge } from '../command-judge.js';
import { verdictOfAll } from './rollout-verdict.js';

/** Judges a command that goes over many hosts: each of them as if it were asked alone, then all together. */
@Injectable()
export class RolloutJudge {
  constructor(
    private readonly commands: CommandJudge,
    private readonly probes: ProbesService,
  ) {}

  async judge(tx: Tx, payload: unknown): Promise<Verdict> {
    const rollout = RolloutPayload.parse(payload);
    const known = await this.probes.targets(tx, { probeIds: rollout.probes });
    const verdicts = await this.commands.judge(
      tx,
      known.map(({ id, tags }) => partOf(rollout, id, tags)),
    );
    const byId = new Map(known.map(({ id }, at) => [id, verdicts[at]!]));
    return verdictOfAll(rollout.probes.map((probeId) => ({ probeId, verdict: byId.get(probeId) ?? GONE })));
  }
}

function partOf(
  { argv, line, timeout_ms, stream, level }: RolloutPayload,
  probe_id: string,
  tags: readonly string[],
): CommandPayload {
  const request_id = 'judged';
  return { probe_id, argv, line, timeout_ms, stream, level, request_id, tags: tags.slice(0, 64) };
}

/** It was deleted since it was asked for. */
const GONE: Verdict = {
  decision: 'deny',
  risk: 'low',
  level: 'observe',
  reasons: [{ code: 'rollout.probe_gone', text: 'There is no such probe any more.' }],
  rationale: {},
};
