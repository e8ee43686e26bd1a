import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { z } from 'zod';
import { ToolBox } from '../tools/chat-tool.js';
import type { ChatTool, ToolAnswer, ToolCall } from '../tools/chat-tool.js';
import { asPerson } from './as-person.js';
import { RunCalls } from './run-calls.service.js';

export const RunCommandInput = z.strictObject({
  command: z
    .string()
    .min(1)
    .max(8_000)
    .describe('A program when args are given, else a line such as "df -h /".'),
  args: z.array(z.string().max(8_000)).max(256).optional(),
  probe: z.string().trim().min(1).max(256).optional().describe('The id or the hostname of one probe.'),
  target: z
    .string()
    .trim()
    .min(1)
    .max(256)
    .optional()
    .describe('all, tag:…, site:…, os:…, a hostname, a pattern such as web-*, or several with commas.'),
  reason: z.string().trim().max(500).default('').describe('Why, for whoever has to approve it.'),
});
export type RunCommandInput = z.infer<typeof RunCommandInput>;

/** Asks for a command as the person, and tells what became of it. */
@Injectable()
export class RunCommandTool implements ChatTool<typeof RunCommandInput>, OnModuleInit {
  readonly name = 'run_command';
  readonly description =
    'Runs one command on one host or on many, and gives back exit code and output of each.\n' +
    'Policy judges it first: what only reads mostly runs at once, everything else waits for a person, and some is refused. ' +
    'In a conversation about the fleet name the probe or a target; if it is not clear which, ask the person.';
  readonly schema = RunCommandInput;

  constructor(
    private readonly box: ToolBox,
    private readonly calls: RunCalls,
  ) {}

  onModuleInit(): void {
    this.box.add(this);
  }

  title({ command, args, probe, target }: RunCommandInput): string {
    const where = probe ?? target;
    return `Running ${[command, ...(args ?? [])].join(' ').slice(0, 80)}${where ? ` on ${where}` : ''}`;
  }

  run(input: RunCommandInput, call: ToolCall): Promise<ToolAnswer> {
    const { turn } = call;
    const { probe, target, reason, ...words } = input;
    const ask = { ...words, target: probe ?? target, reason: reason || reasonOf(turn.question) };
    return asPerson(turn, async () => (await this.calls.answer(ask, call)).answer);
  }
}

/** Whoever approves it sees what was asked for. */
function reasonOf(question: string): string {
  return `Asked in chat: ${question.replace(/\s+/g, ' ').slice(0, 300)}`;
}
