import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { z } from 'zod';
import { ToolBox } from '../tools/chat-tool.js';
import type { ChatTool, ToolAnswer } from '../tools/chat-tool.js';
import { isCommand } from '../turns/answerers.js';
import { cleaned } from '../untrusted/cleaned.js';

const Input = z.strictObject({
  question: z.string().trim().min(1).max(1_000),
  choices: z
    .array(z.string().trim().min(1).max(200))
    .max(8)
    .default([])
    .describe('Answers to choose from, at most 8; each is sent as the person’s next message.'),
});
type Input = z.infer<typeof Input>;

/** Asks the person something instead of guessing it. The turn ends with the question. */
@Injectable()
export class AskUserTool implements ChatTool<typeof Input>, OnModuleInit {
  readonly name = 'ask_user';
  readonly description =
    'Asks the person a question, with choices as buttons, and ends your turn. Use it where it is not clear what or which hosts they mean.';
  readonly schema = Input;

  constructor(private readonly box: ToolBox) {}

  onModuleInit(): void {
    this.box.add(this);
  }

  title(): string {
    return 'Asking';
  }

  run({ question, choices }: Input): Promise<ToolAnswer> {
    // What is pressed is sent as the person's own words, and their own command needs no yes.
    if (choices.some((choice) => isCommand(cleaned(choice)))) return Promise.resolve(COMMAND_AS_CHOICE);
    const buttons = [...new Set(choices)].map((choice) => ({ label: choice, value: choice }));
    return Promise.resolve({
      ok: true,
      asked: true,
      text: 'The person was asked; their answer is the next message.',
      summary: question.slice(0, 200),
      part: { type: 'question', question, choices: buttons },
    });
  }
}

const COMMAND_AS_CHOICE: ToolAnswer = {
  ok: false,
  text: 'A choice may not begin with "!": that is the person\'s own command. Offer answers in words, and ask for the command with run_command once they have chosen.',
  summary: 'A choice may not be a command',
};
