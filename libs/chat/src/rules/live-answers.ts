import { Injectable } from '@nestjs/common';
import { may } from '@legator/core';
import type { HostRun } from '../runs/run-view.js';
import type { ToolAnswer } from '../tools/chat-tool.js';
import type { TurnAtWork, TurnEnd } from '../turns/turn.js';
import { MOST_IDS } from './chosen-hosts.js';
import type { Chosen } from './chosen-hosts.js';
import { lookCommand, serviceCommand } from './looks/look-commands.js';
import type { LookCommand } from './looks/look-commands.js';
import { lookReply, serviceReply } from './looks/look-reply.js';
import type { Reading } from './reading/reading.js';
import { named } from './replies/field-words.js';
import { plainReply } from './replies/reply.js';
import type { Reply } from './replies/reply.js';

type Of<K extends Reading['kind']> = Extract<Reading, { kind: K }>;

/** One command a question: asked again it is the same one. */
const CALL = 'rules-run';

/** The turn goes on later, or is over because somebody was asked. */
export interface Ended {
  readonly end: TurnEnd;
}

export const NEEDS_OPERATOR = 'You can ask; running needs an operator.';

const BEGUN_BEFORE =
  'The model asked for commands before it failed; they stand above with what became of them. Nothing was asked for again.';

/** Answers for which a command has to run: as the person, judged like any other of theirs. */
@Injectable()
export class LiveAnswers {
  mayRun({ actor }: TurnAtWork): boolean {
    return may(actor, 'command:exec');
  }

  look(turn: TurnAtWork, reading: Of<'live'>, chosen: Chosen): Promise<Reply | Ended> {
    return this.run(turn, chosen, lookCommand(reading), (hosts) =>
      lookReply(reading.look, hosts, reading.name),
    );
  }

  service(turn: TurnAtWork, { name }: Of<'service'>, chosen: Chosen): Promise<Reply | Ended> {
    return this.run(turn, chosen, serviceCommand(name.replace(/\.service$/, '')), (hosts) =>
      serviceReply(name, hosts),
    );
  }

  /** Not where a model asked for a command before it failed: it may have been this very one, done or refused. */
  async act(
    turn: TurnAtWork,
    { verb, name }: Of<'act'>,
    chosen: Chosen,
    manager: string | undefined,
  ): Promise<Reply | Ended> {
    if (await turn.hasCommandedBeside(CALL)) return plainReply(BEGUN_BEFORE);
    const reason = turn.question.trim().slice(0, 300);
    const order: LookCommand =
      verb === 'update'
        ? { ...updateWith(manager), reason }
        : { command: 'systemctl', args: [verb, name!], reason };
    return this.run(turn, chosen, order, (hosts) =>
      actReply(`${[order.command, ...order.args].join(' ')}`, hosts),
    );
  }

  private async run(
    turn: TurnAtWork,
    chosen: Chosen,
    { command, args, reason }: LookCommand,
    reply: (hosts: readonly HostRun[]) => Reply,
  ): Promise<Reply | Ended> {
    if (!this.mayRun(turn)) return plainReply(NEEDS_OPERATOR);
    if (chosen.target === undefined)
      return plainReply(
        `No host is ${chosen.words}, or more than ${MOST_IDS} are: name fewer for one command.`,
      );
    const answer = await turn.call(
      'run_command',
      { command, args: [...args], target: chosen.target, reason },
      CALL,
    );
    const ran = hostsIn(answer);
    return endOf(answer) ?? (ran ? reply(ran) : plainReply(told(answer)));
  }
}

function endOf({ pending, asked }: ToolAnswer): Ended | undefined {
  if (pending) return { end: { kind: 'waiting', for: pending.for, directiveIds: pending.directiveIds } };
  return asked ? { end: { kind: 'done' } } : undefined;
}

/** What each host printed: the block beside it shows the beginning of some, and no answer stands on that. */
function hostsIn({ data }: ToolAnswer): readonly HostRun[] | undefined {
  return (data as { readonly hosts?: readonly HostRun[] } | undefined)?.hosts;
}

function told({ ok, summary }: ToolAnswer): string {
  return ok ? summary : `It did not run: ${summary}`;
}

function updateWith(manager: string | undefined): Pick<LookCommand, 'command' | 'args'> {
  if (manager === 'dnf' || manager === 'yum' || manager === 'rpm')
    return { command: 'dnf', args: ['makecache'] };
  return manager === 'apk' ? { command: 'apk', args: ['update'] } : { command: 'apt-get', args: ['update'] };
}

function actReply(command: string, targets: readonly HostRun[]): Reply {
  const byState = Map.groupBy(targets, ({ state }) => state);
  const words = [...byState].map(([state, some]) => {
    const who =
      some.length > 3
        ? `${some.length} hosts`
        : some.map(({ hostname, probe_id }) => named(hostname || probe_id)).join(', ');
    return `${STATES[state]} ${who}`;
  });
  return plainReply(`\`${command}\` ${words.join('; ') || 'reached nobody'}.`);
}

const STATES: Readonly<Record<HostRun['state'], string>> = {
  waiting: 'still waits for a person on',
  running: 'is still running on',
  succeeded: 'ran on',
  failed: 'failed on',
  denied: 'was refused for',
  canceled: 'was canceled for',
  skipped: 'was left out on',
};
