import { Injectable } from '@nestjs/common';
import { CONFIRM_TARGETS_ABOVE } from '@legator/contracts';
import { Clock, newId } from '@legator/core';
import type { Tx } from '@legator/core';
import type { Target } from '@legator/fleet';
import { storable } from '../storable.js';
import type { TurnAtWork } from '../turns/turn.js';
import { namesOf } from './named-hosts.js';

/** One command of several. */
export interface PlannedStep {
  /** All of them. */
  readonly words: string;
  /** How many there are beside it. */
  readonly others: number;
  /** It comes behind others that they said yes to: who has gone away since then is left out without a word. */
  readonly isLater: boolean;
  /** The call for all of them. */
  readonly callId: string;
}

/** What somebody is asked to say yes to. */
export interface Change {
  /** As a person reads it. */
  readonly command: string;
  /** The call that wants it; of a plan, that of the whole. */
  readonly callId: string;
  /** Where it is one of several commands: what they say yes to is all of them. */
  readonly plan?: PlannedStep | undefined;
  readonly target: string;
  /** Whom it would reach now. */
  readonly hosts: readonly Target[];
}

/** A question whether it is to be done, and what a yes to it is known by. */
export interface ConfirmationQuestion {
  readonly question: string;
  readonly id: string;
  readonly count: number;
}

interface Confirmed {
  readonly command: string;
  readonly hosts: readonly { readonly id: string; readonly hostname: string }[];
}

/** Of a longer command, so many characters of its beginning and of its end are shown. */
const SHOWN = { beginning: 700, end: 300 };
const USED = 'You said yes to this once, and it was asked for then.';

/**
 * Changes on many hosts, which the person says yes to first. Their yes is good for the command and the hosts that they
 * were asked about: a number alone would be good for any other hosts as well, once there are as many. And it is good for
 * one call, which whoever answers could repeat otherwise as often as they like.
 */
@Injectable()
export class Confirmations {
  constructor(private readonly clock: Clock) {}

  /** @returns what to ask; nothing where the person has said yes to just this, or it reaches few */
  async question(tx: Tx, turn: TurnAtWork, change: Change): Promise<ConfirmationQuestion | undefined> {
    const { hosts } = change;
    if (hosts.length <= CONFIRM_TARGETS_ABOVE) return undefined;
    const said = turn.confirmation === null ? undefined : await this.find(tx, turn, turn.confirmation);
    const differs =
      said && (differenceOf(said, change) ?? ((await this.use(tx, turn, change)) ? undefined : USED));
    if (said && differs === undefined) return undefined;
    const id = await this.keep(tx, turn, change);
    const what = `"${shown(change.command)}" would change something on ${hosts.length} hosts (${change.target})`;
    const question = `${differs ? `${differs} ` : ''}${what}${besides(change)}. Run it on all ${hosts.length}?`;
    return { question, id, count: hosts.length };
  }

  /** Only what was asked in this conversation. */
  private async find(tx: Tx, { conversationId }: TurnAtWork, id: string): Promise<Confirmed | undefined> {
    const [found]: Confirmed[] = await tx.query(
      'select command, hosts from chat_confirmation where id = $1 and conversation_id = $2',
      [id, conversationId],
    );
    return found;
  }

  /** The same call may again, as the steps of a plan do. @returns whether no other has */
  private async use(
    tx: Tx,
    { id: turnId, conversationId, confirmation }: TurnAtWork,
    { callId }: Change,
  ): Promise<boolean> {
    const used: unknown[] = await tx.query(
      `with used as (
         update chat_confirmation set used_by_turn = $3, used_by_call = $4
         where id = $1 and conversation_id = $2
           and (used_by_turn is null or (used_by_turn = $3 and used_by_call = $4)) returning 1
       ) select from used`,
      [confirmation, conversationId, turnId, callId],
    );
    return used.length > 0;
  }

  private async keep(tx: Tx, { id: turnId, tenantId, conversationId }: TurnAtWork, change: Change) {
    const id = newId();
    const hosts = change.hosts.map(({ id: probeId, hostname }) => ({ id: probeId, hostname }));
    await tx.query(
      `insert into chat_confirmation (id, tenant_id, conversation_id, turn_id, command, hosts, created_at)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [
        id,
        tenantId,
        conversationId,
        turnId,
        wordsOf(change),
        JSON.stringify(storable(hosts)),
        this.clock.now(),
      ],
    );
    return id;
  }
}

/** The words that a yes is for; of a secret in them the mask, as it was shown. */
function wordsOf({ command, plan }: Change): string {
  return storable(plan?.words ?? command);
}

function shown(command: string): string {
  const hidden = command.length - SHOWN.beginning - SHOWN.end;
  if (hidden <= 0) return command;
  return `${command.slice(0, SHOWN.beginning)} [${hidden} more characters] ${command.slice(-SHOWN.end)}`;
}

/** What else the yes is for. */
function besides({ plan }: Change): string {
  if (!plan || plan.others === 0) return '';
  return `, and the yes is for ${plan.others === 1 ? '1 more step' : `${plan.others} more steps`} of the plan as well`;
}

/** What is not as it was when they said yes, in words; nothing where it is. */
function differenceOf(said: Confirmed, change: Change): string | undefined {
  if (said.command !== wordsOf(change)) return 'This is not the command that you said yes to.';
  const [before, now] = [said.hosts, change.hosts].map((hosts) => new Set(hosts.map(({ id }) => id)));
  const came = change.hosts.filter(({ id }) => !before!.has(id));
  const went = change.plan?.isLater ? [] : said.hosts.filter(({ id }) => !now!.has(id));
  if (came.length + went.length === 0) return undefined;
  const words = [
    ...(came.length > 0 ? [`${came.length} came (${namesOf(came)})`] : []),
    ...(went.length > 0 ? [`${went.length} went away (${namesOf(went)})`] : []),
  ];
  return `These are not the hosts that you said yes to: ${words.join(', ')}.`;
}
