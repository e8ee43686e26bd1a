import type { ChatPart } from '@legator/contracts';
import type { z } from 'zod';
import type { TurnAtWork } from '../turns/turn.js';

export type ToolName =
  'fleet_query' | 'probe_facts' | 'read_output' | 'run_command' | 'propose_plan' | 'timeline' | 'ask_user';

/** What asks for commands. */
export const COMMANDING: ReadonlySet<string> = new Set(['run_command', 'propose_plan'] satisfies ToolName[]);

/** What came of a tool. */
export interface ToolAnswer {
  readonly ok: boolean;
  /** For the model: bounded, with everything a host wrote quoted. */
  readonly text: string;
  /** For people, in a few words: "df -h on 12 probes, 0.9 s". */
  readonly summary: string;
  readonly part?: ChatPart;
  /** Something that a host wrote is in it. */
  readonly untrusted?: boolean;
  /** Directives that have not ended; the same call again, later, tells what became of them. */
  readonly pending?: { readonly for: 'approval' | 'result'; readonly directiveIds: readonly string[] };
  /** The person has to say something before it can go on; the turn ends with this. */
  readonly asked?: boolean;
  /** What the rules that answer without a model need of it, typed by the tool. */
  readonly data?: unknown;
}

export interface ToolCall {
  readonly turn: TurnAtWork;
  /** Names the call within the turn; keys of what it causes are made from it. */
  readonly callId: string;
  /** To be told once it is known that the person is not asked anything, where that is before the answer. */
  readonly begun?: () => void;
}

/** Something that a turn may do. What it may not do without the person's permission it asks for as a directive. */
export interface ChatTool<Schema extends z.ZodType = z.ZodType> {
  readonly name: ToolName;
  /** What the model is told that it does. */
  readonly description: string;
  /** Strict: what a model made up is refused. It never holds a tenant or a person. */
  readonly schema: Schema;
  /** For people, while it runs: "Reading disk use on web-01". */
  title(input: z.infer<Schema>): string;
  run(input: z.infer<Schema>, call: ToolCall): Promise<ToolAnswer>;
}

/** All tools that there are; they put themselves in. */
export class ToolBox {
  private readonly tools = new Map<ToolName, ChatTool>();

  add(tool: ChatTool): void {
    this.tools.set(tool.name, tool);
  }

  get(name: string): ChatTool | undefined {
    return this.tools.get(name as ToolName);
  }

  all(): readonly ChatTool[] {
    return [...this.tools.values()];
  }
}
