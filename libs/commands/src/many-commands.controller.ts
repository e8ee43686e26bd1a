import { Body, Controller, Headers, HttpCode, Param, Post } from '@nestjs/common';
import { isRolling, ManyCommandsAnswer, rollingOf, RunByTag, RunOnMany } from '@legator/contracts';
import type { RollingOptions, RunCommand } from '@legator/contracts';
import { Answers, invalidAt, Requires } from '@legator/core';
import type { TargetChoice } from '@legator/fleet';
import { policyBody, statusOf } from './answers.js';
import { choiceIn } from './chosen-probes.js';
import { readCommand } from './command-words.js';
import { noProbe } from './commands.errors.js';
import { CommandsService } from './commands.service.js';
import type { OneOfMany } from './commands.service.js';
import { readKey } from './probe-command.controller.js';
import { RolloutControl } from './rollouts/rollout-control.service.js';
import { RolloutRequests } from './rollouts/rollout-requests.service.js';

type Command = Parameters<typeof readCommand>[0];

/** The same command on many probes, each with its own verdict, or in waves (core contract, section 2.4). */
@Controller('api/v1')
export class ManyCommandsController {
  constructor(
    private readonly commands: CommandsService,
    private readonly requests: RolloutRequests,
    private readonly rollouts: RolloutControl,
  ) {}

  @Post('fleet/by-tag/:tag/command')
  @HttpCode(200)
  @Requires('fleet:write', 'command:exec')
  @Answers(ManyCommandsAnswer)
  async runByTag(
    @Param('tag') tag: string,
    @Body({ schema: RunByTag }) body: RunByTag,
    @Headers('idempotency-key') key: string | undefined,
  ) {
    refuseForMany(body);
    return { tag, ...(await this.run({ tag }, body, key ?? body.request_id)) };
  }

  @Post('commands')
  @HttpCode(200)
  @Requires('fleet:write', 'command:exec')
  @Answers(ManyCommandsAnswer)
  runOnMany(
    @Body({ schema: RunOnMany }) body: RunOnMany,
    @Headers('idempotency-key') key: string | undefined,
  ) {
    const { probes, tag, site, ...command } = body;
    return this.run(choiceIn({ probes, tag, site }), command, key);
  }

  private async run(choice: TargetChoice, command: Command & RollingOptions, key: string | undefined) {
    const idempotencyKey = readKey(key);
    const ask = { ...(await readCommand(command)), idempotencyKey };
    if (isRolling(command)) return this.roll(choice, ask, rollingOf(command));
    const all = await this.commands.runOnMany(choice, ask);
    if (all.length === 0) throw noProbe(choice);
    return { total: all.length, results: all.map(answerOf) };
  }

  private async roll(
    choice: TargetChoice,
    ask: Parameters<RolloutRequests['request']>[1],
    options: RollingOptions,
  ) {
    const { rolloutId, hosts } = await this.requests.request(choice, ask, options);
    const results = hosts.map(({ probeId, status, why }) => {
      return { probe_id: probeId, status, ...(why === undefined ? {} : { error: why }) };
    });
    return { total: results.length, results, rollout: await this.rollouts.get(rolloutId) };
  }
}

/** Glass is broken, and a request replaced, one host at a time. */
function refuseForMany({ breakglass_reason, supersedes }: RunCommand): void {
  const field = breakglass_reason ? 'breakglass_reason' : supersedes ? 'supersedes' : undefined;
  if (field) throw invalidAt(field, 'is for one probe, not for many');
}

function answerOf(one: OneOfMany) {
  if ('error' in one) return { probe_id: one.probeId, status: 'error', error: one.error };
  const status = statusOf(one.requested);
  const { request_id, directive_id, ...verdict } = policyBody(one.requested);
  const common = { probe_id: one.probeId, status, request_id, directive_id };
  return status === 'dispatched' ? common : { ...common, ...verdict };
}
