import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { CommandEnds, RolloutControl } from '@legator/commands';
import type { CommandEnd } from '@legator/commands';
import { Transactions } from '@legator/core';
import type { Tx } from '@legator/core';
import { z } from 'zod';
import { ToolBox } from '../tools/chat-tool.js';
import type { ChatTool, ToolAnswer, ToolCall } from '../tools/chat-tool.js';
import { asPerson } from './as-person.js';
import { printsLog } from '../untrusted/prints-log.js';
import { quoteWith } from './quote.js';
import { RunsStore } from './runs.store.js';

const LINES_PER_PAGE = 200;
const MOST_CHARS = 14_000;
const WHOLE_CHARS = 8_000_000;

const Input = z.strictObject({
  request_id: z.string().min(1).max(128).describe('Of a command of this conversation.'),
  page: z.int().min(1).max(1_000_000).default(1).describe(`From 1; a page has ${LINES_PER_PAGE} lines.`),
  grep: z.string().min(1).max(200).optional().describe('Only lines that hold this text; no pattern.'),
  stream: z.enum(['stdout', 'stderr']).default('stdout'),
});
type Input = z.infer<typeof Input>;

/** Reads what a command of this conversation printed, page by page. */
@Injectable()
export class ReadOutputTool implements ChatTool<typeof Input>, OnModuleInit {
  readonly name = 'read_output';
  readonly description =
    'Reads the whole output of a command that this conversation ran, by its request_id, page by page or by lines that hold a text.';
  readonly schema = Input;

  constructor(
    private readonly box: ToolBox,
    private readonly transactions: Transactions,
    private readonly store: RunsStore,
    private readonly rollouts: RolloutControl,
    private readonly ends: CommandEnds,
  ) {}

  onModuleInit(): void {
    this.box.add(this);
  }

  title({ page, grep }: Input): string {
    return grep ? `Searching an output for "${grep.slice(0, 60)}"` : `Reading page ${page} of an output`;
  }

  run(input: Input, call: ToolCall): Promise<ToolAnswer> {
    return asPerson(call.turn, () => this.read(input, call));
  }

  private async read(input: Input, { turn }: ToolCall): Promise<ToolAnswer> {
    const found = await this.find(turn.conversationId, turn.tenantId, input.request_id);
    if (!found) return none('No command of this conversation has printed anything under this request_id.');
    const { lines, total } = chosen(found.end[input.stream], input);
    const from = (input.page - 1) * LINES_PER_PAGE;
    const page = lines.slice(from, from + LINES_PER_PAGE);
    if (page.length === 0) return none(`There is no page ${input.page}: there are ${lines.length} lines.`);
    // As for the run itself: what may leave the house is decided by whether it is a log.
    const label = `${printsLog(found.command) ? 'log ' : ''}${input.stream}`;
    const numbered = page.map(([number, line]) => `${number}: ${line}`).join('\n');
    const head = `Lines ${from + 1} to ${from + page.length} of ${lines.length}${input.grep ? ` that match, of ${total}` : ''}:`;
    return {
      ok: true,
      untrusted: true,
      text: `${head}\n${quoteWith(turn.nonce)(label, numbered, MOST_CHARS)}`,
      summary: `${page.length} lines of an output`,
    };
  }

  /** Only what this conversation asked for: every other output is another room's to show. */
  private async find(
    conversationId: string,
    tenantId: string,
    requestId: string,
  ): Promise<{ end: CommandEnd; command: string } | undefined> {
    return this.transactions.runAs(tenantId, async (tx) => {
      const command =
        (await this.store.commandOf(tx, conversationId, requestId)) ??
        (await this.rolledOut(tx, conversationId, requestId));
      if (command === undefined) return undefined;
      const end = (await this.ends.of(tx, [requestId], WHOLE_CHARS)).get(requestId);
      return end && { end, command };
    });
  }

  /** A host of a rollout gets its request when its turn has come. */
  private async rolledOut(tx: Tx, conversationId: string, requestId: string): Promise<string | undefined> {
    const rollouts = await this.store.rolloutsOf(tx, conversationId);
    const ids = rollouts.map(({ rolloutId }) => rolloutId);
    const found = await this.rollouts.asking(tx, ids, requestId);
    return rollouts.find(({ rolloutId }) => rolloutId === found)?.command;
  }
}

function chosen(text: string, { grep }: Input): { lines: [number, string][]; total: number } {
  const all = text.replace(/\n$/, '').split('\n');
  const numbered = all.map((line, at): [number, string] => [at + 1, line]);
  const needle = grep?.toLowerCase();
  const lines = needle ? numbered.filter(([, line]) => line.toLowerCase().includes(needle)) : numbered;
  return { lines, total: all.length };
}

function none(text: string): ToolAnswer {
  return { ok: false, text, summary: text };
}
