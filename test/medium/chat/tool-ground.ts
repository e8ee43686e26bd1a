import { z } from 'zod';
import { ToolBox } from '@legator/chat';
import type { ChatTool, ToolAnswer, TurnAtWork } from '@legator/chat';
import { currentContext } from '@legator/core';
import { DirectiveRequests, DirectiveTypes } from '@legator/directives';
import type { RunningServer } from '../../../apps/control-plane/src/server.js';
import { gate } from '../../support/chat-room.js';
import type { ChatRoom } from '../../support/chat-room.js';

const Input = z.strictObject({ what: z.string().max(100), n: z.int().default(0) });
type Input = z.infer<typeof Input>;

export const fine = (over: Partial<ToolAnswer> = {}): ToolAnswer => ({
  ok: true,
  text: 'fine',
  summary: 'Fine',
  ...over,
});

/** Tools that do what a test says, and a kind of work that ends when it says so. */
export class ToolGround {
  readonly ran: string[] = [];
  run: (input: Input, call: { turn: TurnAtWork; callId: string }) => Promise<ToolAnswer>;
  /** Lets directives of type `test.wait` end. */
  open = gate();

  constructor(private readonly room: ChatRoom) {
    this.run = () => Promise.resolve(fine());
  }

  reset(): void {
    this.ran.length = 0;
    this.open = gate();
    this.run = () => Promise.resolve(fine());
  }

  /** Puts them into a replica. */
  equip({ app }: RunningServer): void {
    const tool = (name: ChatTool['name']): ChatTool<typeof Input> => ({
      name,
      description: 'A test.',
      schema: Input,
      title: ({ what }) => `Trying ${what}`,
      run: (input, call) => {
        this.ran.push(`${name} ${input.what} ${call.callId}`);
        return this.run(input, call);
      },
    });
    const box = app.get(ToolBox, { strict: false });
    for (const name of ['probe_facts', 'run_command'] as const) box.add(tool(name) as unknown as ChatTool);
    app.get(DirectiveTypes, { strict: false }).register({
      name: 'test.wait',
      title: 'A test',
      schema: z.strictObject({}),
      permission: 'fleet:read',
      judged: false,
      requestable: true,
      rerunnable: false,
      summarize: () => 'wait',
      subject: () => ({ type: 'service', id: 'test' }),
      kind: 'local',
      resumable: true,
      execute: async () => {
        await this.open.promise;
        return {};
      },
    });
  }

  /** Asks for such work on behalf of whoever asked. @returns its id */
  async request(turn: TurnAtWork, callId: string, scheduledAt?: Date): Promise<string> {
    expect(currentContext().actor.id).toBe(turn.actor.id);
    const { directive } = await this.room.server.app.get(DirectiveRequests, { strict: false }).request({
      type: 'test.wait',
      payload: {},
      idempotencyKey: `${turn.id}.${callId}`,
      ...(scheduledAt ? { scheduledAt } : {}),
    });
    return directive.id;
  }
}
