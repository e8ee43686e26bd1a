import { Injectable } from '@nestjs/common';
import { Judge } from '@legator/core';
import type { JudgeRequest, Tx, Verdict } from '@legator/core';
import { CommandJudge } from './command-judge.js';
import { withOrigin } from './untrusted-origin.js';
import { RolloutJudge } from './rollouts/rollout-judge.js';

/** Says which judge is asked about which intent. What none of them knows is denied. */
@Injectable()
export class PolicyJudge extends Judge {
  constructor(
    private readonly commands: CommandJudge,
    private readonly rollouts: RolloutJudge,
  ) {
    super();
  }

  async judge(tx: Tx, requests: readonly JudgeRequest[]): Promise<Verdict[]> {
    const commands = requests.filter(({ type }) => type === 'command.run');
    const verdicts = commands.length
      ? await this.commands.judge(
          tx,
          commands.map(({ payload }) => payload),
        )
      : [];
    const byRequest = new Map(commands.map((request, at) => [request, verdicts[at]!]));
    for (const request of requests.filter(({ type }) => type === 'command.rollout'))
      byRequest.set(request, await this.rollouts.judge(tx, request.payload));
    return requests.map((request) =>
      withOrigin(byRequest.get(request) ?? unknownIntent(request.type), request.origin),
    );
  }
}

function unknownIntent(type: string): Verdict {
  return {
    decision: 'deny',
    risk: 'critical',
    level: 'remediate',
    reasons: [{ code: 'policy.no_rule', text: `No policy speaks of ${type}, so it is not allowed.` }],
    rationale: {},
  };
}
