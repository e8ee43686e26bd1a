import type { Command } from 'commander';
import { Talks } from './chat-talk.js';
import type { Beside, Talk } from './chat-talk.js';
import { ChatPrinter } from './chat-printer.js';
import type { OfferedChoice } from './chat-printer.js';
import { parseDuration } from './durations.js';
import { ERROR, Failure, INTERRUPTED, PENDING, USAGE } from './failure.js';
import type { Register } from './program.js';
import { Questions } from './question.js';
import type { Action, Session } from './session.js';
import { followTurn } from './turn-follower.js';
import type { TurnHalt } from './turn-follower.js';

interface AskOptions {
  probe?: string;
  target?: string;
  timeout?: string;
}

interface ChatOptions {
  probe?: string;
  conversation?: string;
  new?: boolean;
}

/** Talking with the fleet or with one probe. */
export function addChatCommands(program: Command, register: Register): void {
  register(
    program
      .command('ask')
      .description('ask one question and print the answer (3: it waits for approval, 1: it failed)')
      .argument('<question...>', 'what to ask; beginning with ! it is a command, as typed')
      .option('--probe <probe>', 'about one probe, by id or hostname')
      .option('--target <target>', 'what of the fleet it is about: all, tag:…, site:…, a hostname')
      .option('--timeout <duration>', 'stop it after this time, such as 2m'),
    ask,
  );
  register(
    program
      .command('chat')
      .description('talk with the fleet, or with one probe, line by line')
      .option('--probe <probe>', 'with one probe, by id or hostname')
      .option('--conversation <id>', 'go on in this conversation')
      .option('--new', 'begin another one instead of going on in the newest'),
    chat,
  );
}

const ask: Action = async (session, words, given) => {
  const { probe, target, timeout } = given as AskOptions;
  if (probe !== undefined && target !== undefined)
    throw new Failure('Give --probe or --target, not both.', USAGE);
  const timeoutMs = timeout === undefined ? undefined : parseDuration(timeout);
  const talks = new Talks(session.api);
  const talk = await talks.begin(probe);
  const turn = new TypedTurn(session, talks, talk, { throughWaiting: false, timeoutMs });
  const halt = await turn.say((words as string[]).join(' '), target === undefined ? {} : { target });
  if (session.json) printJson(session, talk, turn.printer, halt);
  return exitCode(halt);
};

function exitCode(halt: TurnHalt | undefined): number {
  if (!halt || halt.kind === 'stopped') return INTERRUPTED;
  if (halt.kind === 'waiting') return PENDING;
  return halt.kind === 'answered' ? 0 : ERROR;
}

function printJson(
  { terminal }: Session,
  { id }: Talk,
  printer: ChatPrinter,
  halt: TurnHalt | undefined,
): void {
  if (halt && halt.kind !== 'waiting') return terminal.json(halt.message);
  terminal.json({ conversation_id: id, state: halt ? 'waiting' : 'left', approvals: printer.approvals });
}

const chat: Action = async (session, given) => {
  const options = given as ChatOptions;
  if (options.conversation !== undefined && (options.new || options.probe !== undefined))
    throw new Failure('--conversation names where to go on; --new and --probe begin elsewhere.', USAGE);
  const talks = new Talks(session.api);
  const talk = options.new ? await talks.begin(options.probe) : await talks.goOn(options);
  session.terminal.note(
    `${talk.title} (conversation ${talk.id}). Leave with "exit"; ! runs a command as typed.`,
  );
  const questions = new Questions(session);
  try {
    return await converse(session, talks, talk, questions);
  } finally {
    await questions.close();
  }
};

async function converse(session: Session, talks: Talks, talk: Talk, questions: Questions): Promise<number> {
  let choices: readonly OfferedChoice[] = [];
  for (;;) {
    if (session.terminal.isInteractive) session.terminal.write('> ');
    const line = await typedLine(session, questions);
    if (line === undefined) return 0;
    if (line === '') continue;
    if (/^\/?(exit|quit)$/.test(line)) return 0;
    const { value, ...beside } = choices[Number(line) - 1] ?? { value: line };
    const turn = new TypedTurn(session, talks, talk, { throughWaiting: true });
    const halt = await turn.say(value, beside).catch((failure: unknown) => {
      if (!(failure instanceof Failure)) throw failure;
      session.terminal.note(failure.message);
      return 'failed' as const;
    });
    if (halt === undefined) return INTERRUPTED;
    choices = turn.printer.choices;
  }
}

/** Nothing when there is no more, or somebody presses Ctrl-C where nothing goes on. */
async function typedLine({ around, terminal }: Session, questions: Questions): Promise<string | undefined> {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const stop = around.onInterrupt(() => {
    terminal.note('');
    resolve(undefined);
  });
  try {
    return await Promise.race([questions.next(), promise]);
  } finally {
    stop();
  }
}

/** One question and its answer at the terminal. Ctrl-C stops the turn, a second one leaves it behind. */
class TypedTurn {
  readonly printer: ChatPrinter;

  constructor(
    private readonly session: Session,
    private readonly talks: Talks,
    private readonly talk: Talk,
    private readonly manner: { readonly throughWaiting: boolean; readonly timeoutMs?: number | undefined },
  ) {
    this.printer = new ChatPrinter(session.terminal, session.api.server);
  }

  /** @returns nothing when it was left behind */
  async say(content: string, beside: Beside): Promise<TurnHalt | undefined> {
    const { api, around, terminal, json } = this.session;
    const { talk, printer, manner } = this;
    const turnId = await this.talks.say(talk, content, beside);
    const left = new AbortController();
    const release = this.stopOnInterrupt(turnId, left);
    try {
      return await followTurn(api, {
        ...{ talk, turnId, wait: around.wait, signal: left.signal, throughWaiting: manner.throughWaiting },
        heard: (event) => (json ? printer.remember(event) : printer.heard(event)),
        brokeOff: () => terminal.note('The line broke; trying to go on …'),
      });
    } catch (failure) {
      if (left.signal.aborted) return this.left(turnId, left.signal.reason);
      throw failure;
    } finally {
      release();
      printer.end();
    }
  }

  private stopOnInterrupt(turnId: string, left: AbortController): () => void {
    const { around, terminal } = this.session;
    const { timeoutMs } = this.manner;
    let interrupts = 0;
    const timer = timeoutMs === undefined ? undefined : setTimeout(() => left.abort(TIMED_OUT), timeoutMs);
    const stop = around.onInterrupt(() => {
      interrupts += 1;
      if (interrupts > 1) return left.abort();
      terminal.note('Stopping … (Ctrl-C again to leave without waiting)');
      this.talks
        .stop(this.talk, turnId)
        .catch((failure: Error) => terminal.note(`It could not be stopped: ${failure.message}`));
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }

  /** @throws Failure when the time was over */
  private async left(turnId: string, why: unknown): Promise<undefined> {
    if (why !== TIMED_OUT) {
      this.session.terminal.note(`Left behind in conversation ${this.talk.id}.`);
      return undefined;
    }
    await this.talks.stop(this.talk, turnId);
    throw new Failure(`There was no answer within ${this.manner.timeoutMs! / 1_000} s; it was stopped.`);
  }
}

const TIMED_OUT = Symbol('timed out');
