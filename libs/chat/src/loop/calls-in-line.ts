import { COMMANDING } from '../tools/chat-tool.js';
import type { ToolAnswer, ToolName } from '../tools/chat-tool.js';
import type { InLine } from '../turns/turn.js';

/** A call as a model made it. */
export interface Call {
  readonly id?: string;
  readonly name: string;
  readonly args: Record<string, unknown>;
}

/** What may end the turn with a question; a command does where it is not clear which hosts are meant. */
const ASKING = new Set<string>([...COMMANDING, 'ask_user' satisfies ToolName]);

interface Made {
  readonly answer: Promise<ToolAnswer>;
  /** Settles as soon as it is known: long before a host has answered. */
  readonly asks: Promise<boolean>;
}

/**
 * The calls that a model wrote into one message. They are made side by side, but for one thing: a command begins when it
 * is known that none before it asks the person something, since their answer may well be a no to all that follows.
 *
 * A call whose result was kept before a crash is made again for whoever stands behind it: it says the same.
 */
export class CallsInLine {
  private readonly made = new Map<number, Made>();

  constructor(
    private readonly calls: readonly Call[],
    private readonly make: (call: Call, line: InLine) => Promise<ToolAnswer>,
  ) {}

  take(id: string): Promise<ToolAnswer> {
    return this.at(this.calls.findIndex((call) => call.id === id)).answer;
  }

  private at(place: number): Made {
    const known = this.made.get(place);
    if (known) return known;
    const { promise: begun, resolve } = Promise.withResolvers<boolean>();
    const answer = this.begin(place, () => resolve(false));
    // A plan that waits still has steps to come, and they may ask.
    const mayAsk = answer.then(({ asked, pending }) => asked === true || pending !== undefined);
    const asks = Promise.race([begun, mayAsk]);
    // Whoever needs them hears of what went wrong; nobody may need them.
    for (const one of [answer, asks]) one.catch(() => undefined);
    const made = { answer, asks };
    this.made.set(place, made);
    return made;
  }

  private async begin(place: number, begun: () => void): Promise<ToolAnswer> {
    const call = this.calls[place]!;
    const behindQuestion = COMMANDING.has(call.name) && (await this.asksBefore(place));
    return this.make(call, { behindQuestion, begun });
  }

  private async asksBefore(place: number): Promise<boolean> {
    for (let at = 0; at < place; at += 1)
      if (ASKING.has(this.calls[at]!.name) && (await this.at(at).asks)) return true;
    return false;
  }
}
