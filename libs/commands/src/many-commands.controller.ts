import { Body, Controller, Headers, HttpCode, Param, Post } from '@nestjs/common';
import { ManyCommandsAnswer, RunCommand, RunOnMany } from '@legator/contracts';
import { Answers, Requires } from '@legator/core';
import type { TargetChoice } from '@legator/fleet';
import { policyBody, statusOf } from './answers.js';
import { readCommand } from './command-words.js';
import { noProbe } from './commands.errors.js';
import { CommandsService } from './commands.service.js';
import type { OneOfMany } from './commands.service.js';
import { readKey } from './probe-command.controller.js';

type Command = Parameters<typeof readCommand>[0];

/** The same command on many probes, each with its own verdict (core contract, section 2.4). */
@Controller('api/v1')
export class ManyCommandsController {
  constructor(private readonly commands: CommandsService) {}

  @Post('fleet/by-tag/:tag/command')
  @HttpCode(200)
  @Requires('fleet:write', 'command:exec')
  @Answers(ManyCommandsAnswer)
  async runByTag(
    @Param('tag') tag: string,
    @Body({ schema: RunCommand }) body: RunCommand,
    @Headers('idempotency-key') key: string | undefined,
  ) {
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
    const { probes, tag, ...command } = body;
    return this.run(probes ? { probeIds: probes } : { tag: tag! }, command, key);
  }

  private async run(choice: TargetChoice, command: Command, key: string | undefined) {
    const idempotencyKey = readKey(key);
    const all = await this.commands.runOnMany(choice, { ...(await readCommand(command)), idempotencyKey });
    if (all.length === 0) throw noProbe(choice);
    return { total: all.length, results: all.map(answerOf) };
  }
}

function answerOf(one: OneOfMany) {
  if ('error' in one) return { probe_id: one.probeId, status: 'error', error: one.error };
  const status = statusOf(one.requested);
  const { request_id, directive_id, ...verdict } = policyBody(one.requested);
  const common = { probe_id: one.probeId, status, request_id, directive_id };
  return status === 'dispatched' ? common : { ...common, ...verdict };
}
