import { Injectable } from '@nestjs/common';
import type { Level } from '@legator/contracts';
import { ChosenProbes, CommandRequests, readCommand, RolloutRequests } from '@legator/commands';
import type { CommandAsk } from '@legator/commands';
import { Clock, may, Transactions } from '@legator/core';
import type { Tx } from '@legator/core';
import type { Target } from '@legator/fleet';
import { mostCommands } from '../turns/turn-limits.js';
import { storable } from '../storable.js';
import type { TurnAtWork } from '../turns/turn.js';
import { Confirmations } from './confirmations.service.js';
import type { PlannedStep } from './confirmations.service.js';
import { NamedHosts } from './named-hosts.js';
import type { Choice } from './named-hosts.js';
import { RunsStore } from './runs.store.js';
import type { Run, RunTarget } from './runs.store.js';

/** What a call wants run. */
export interface RunAsk {
  readonly command: string;
  readonly args?: readonly string[] | undefined;
  /** As it was named; nothing when nothing was named. */
  readonly target: string | undefined;
  readonly reason: string;
}

/** How the call is made. */
export interface RunTerms {
  readonly callId: string;
  /** Name of the model that asks; null for the person's own words and the rules. */
  readonly model: string | null;
  /** Only what observes: for a look after a change. */
  readonly lookOnly?: boolean;
  /** Where it is one of several. */
  readonly plan?: PlannedStep;
}

export type Begun =
  | { readonly kind: 'run'; readonly run: Run }
  | { readonly kind: 'refused'; readonly message: string }
  | {
      readonly kind: 'ask';
      readonly question: string;
      readonly choices: readonly Choice[];
      /** It asks for a yes to a change on so many hosts, known by its id. */
      readonly confirm?: { readonly id: string; readonly count: number };
    };

/** Most probes of one command in a chat; more is a job for groups and rollouts. */
const MOST_PROBES = 1_000;
/** How a change goes over several hosts: one first, then a few at a time, and it ends with the first failure. */
const CAREFULLY = { canary: 1, max_concurrent: '25%', max_errors: 0 };
const RANK: Record<Level, number> = { observe: 0, diagnose: 1, remediate: 2 };

/**
 * The one way from a turn to a command: the hosts that were named, the number that was confirmed, and then a request like
 * any other, on behalf of the person, written down together with the call. The same call again asks for nothing.
 */
@Injectable()
export class RunRequests {
  constructor(
    private readonly transactions: Transactions,
    private readonly store: RunsStore,
    private readonly hosts: NamedHosts,
    private readonly chosen: ChosenProbes,
    private readonly commands: CommandRequests,
    private readonly rollouts: RolloutRequests,
    private readonly confirmations: Confirmations,
    private readonly clock: Clock,
  ) {}

  /** @throws what a request for a command is refused for, such as a freeze; then nothing was asked for */
  async begin(turn: TurnAtWork, asked: RunAsk, terms: RunTerms): Promise<Begun> {
    // A reason is shown to whoever approves, and kept; a credential has no business in it.
    const ask = { ...asked, reason: storable(asked.reason) };
    const words = await readCommand({ command: ask.command, args: ask.args as string[] | undefined });
    return this.transactions.runAs(turn.tenantId, async (tx) => {
      const known = await this.store.find(tx, turn.id, terms.callId);
      if (known) return { kind: 'run', run: known };
      if (!(await turn.stands(tx))) return refused('This was stopped. Nothing was requested.');
      if (!may(turn.actor, 'command:exec')) return refused(NEEDS_OPERATOR);
      const most = mostCommands(turn);
      if ((await this.store.count(tx, turn.id)) >= most)
        return refused(`This answer has used its ${most} commands. Answer with what you have.`);
      const targets = await this.targets(tx, turn, ask.target);
      if (!('found' in targets)) return targets;
      return this.request(tx, { turn, ask, terms, words, ...targets });
    });
  }

  private async targets(
    tx: Tx,
    turn: TurnAtWork,
    named: string | undefined,
  ): Promise<{ found: readonly Target[]; target: string } | Exclude<Begun, { kind: 'run' }>> {
    const home = turn.scope === 'probe' ? turn.probeId! : turn.target;
    const target = named?.trim() || home;
    if (!target)
      return { kind: 'ask', question: 'Which hosts do you mean?', choices: await this.hosts.choices() };
    const found = await this.hosts.find(tx, target);
    if (found.kind === 'none') return refused(found.message);
    if (found.kind === 'several')
      return { kind: 'ask', question: `"${target}" may mean several things. Which?`, choices: found.choices };
    if (home === null || target === home) return { found: found.targets, target };
    const within = await this.hosts.find(tx, home);
    const allowed = new Set(within.kind === 'hosts' ? within.targets.map(({ id }) => id) : []);
    const outside = found.targets.filter(({ id }) => !allowed.has(id)).length;
    if (outside === 0) return { found: found.targets, target };
    return refused(
      turn.scope === 'probe'
        ? 'This conversation is about one host, and no other is reached from here. The fleet chat reaches all.'
        : `The person narrowed this to ${home}; ${outside} of the hosts are outside of it.`,
    );
  }

  private async request(
    tx: Tx,
    what: {
      turn: TurnAtWork;
      ask: RunAsk;
      terms: RunTerms;
      words: Words;
      found: readonly Target[];
      target: string;
    },
  ): Promise<Begun> {
    const { turn, terms, words, found } = what;
    if (found.length > MOST_PROBES)
      return refused(`${found.length} hosts are too many for one command here; at most ${MOST_PROBES}.`);
    const { here } = await this.chosen.choose(tx, { probeIds: found.map(({ id }) => id) });
    if (here.length === 0) return this.write(tx, what, here, []);
    const asks = here.map(({ id }) => this.askOf(what, id));
    const level = highest(await this.commands.previewIn(tx, asks, here));
    if (terms.lookOnly && level !== 'observe') return refused('Only what observes can be run to verify.');
    const open = level === 'observe' ? undefined : await this.unconfirmed(tx, what, here);
    if (open) return open;
    if (level !== 'observe' && here.length > 1) {
      const { reason, origin } = this.common(what);
      const rolling = { ...words, reason, origin, idempotencyKey: `chat:${turn.id}:${terms.callId}` };
      const choice = { probeIds: here.map(({ id }) => id) };
      const { rolloutId } = await this.rollouts.requestIn(tx, choice, rolling, CAREFULLY);
      return this.write(tx, what, here, [], rolloutId);
    }
    const requested = await this.commands.requestIn(tx, asks, here);
    const asked = requested.map((one) => [one.target.id, one.requestId, one.directive.id] as const);
    return this.write(tx, what, here, asked);
  }

  private async unconfirmed(
    tx: Tx,
    { turn, ask, terms, target }: { turn: TurnAtWork; ask: RunAsk; terms: RunTerms; target: string },
    hosts: readonly Target[],
  ): Promise<(Begun & { kind: 'ask' }) | undefined> {
    const { plan } = terms;
    const change = { command: wordsText(ask), callId: plan?.callId ?? terms.callId, plan, target, hosts };
    const open = await this.confirmations.question(tx, turn, change);
    if (!open) return undefined;
    const { question, id, count } = open;
    const value = `Yes, run it on all ${count} hosts of ${target}.`;
    return {
      kind: 'ask',
      question,
      choices: [{ label: `Yes, on ${count} hosts`, value }],
      confirm: { id, count },
    };
  }

  private askOf(
    what: { turn: TurnAtWork; ask: RunAsk; terms: RunTerms; words: Words },
    probeId: string,
  ): CommandAsk {
    const idempotencyKey = `chat:${what.turn.id}:${what.terms.callId}:${probeId}`;
    return { ...what.words, ...this.common(what), probeId, idempotencyKey };
  }

  private common({ turn, ask, terms }: { turn: TurnAtWork; ask: RunAsk; terms: RunTerms }) {
    return {
      reason: ask.reason,
      origin: {
        ...{ via: 'chat' as const, conversation_id: turn.conversationId, turn_id: turn.id },
        model: terms.model,
        // A model is told names, labels and services of hosts before it asks for anything, and hosts chose those.
        untrusted: turn.untrusted || terms.model !== null,
      },
    };
  }

  private async write(
    tx: Tx,
    {
      turn,
      ask,
      terms,
      found,
      target,
    }: { turn: TurnAtWork; ask: RunAsk; terms: RunTerms; found: readonly Target[]; target: string },
    here: readonly Target[],
    asked: readonly (readonly [string, string, string])[],
    rolloutId: string | null = null,
  ): Promise<Begun> {
    const present = new Set(here.map(({ id }) => id));
    const byProbe = new Map(asked.map((one) => [one[0], one]));
    const targets = found.map(({ id, hostname }): RunTarget => {
      const [, requestId = null, directiveId = null] = byProbe.get(id) ?? [];
      const skipped = present.has(id) ? null : 'It is not connected.';
      return { probeId: id, hostname, requestId, directiveId, skipped };
    });
    const run: Run = {
      ...{ turnId: turn.id, callId: terms.callId, conversationId: turn.conversationId },
      // Shown and never run from here: what goes to hosts is in the requests.
      ...{
        command: storable(wordsText(ask)),
        reason: ask.reason,
        target: storable(target),
        rolloutId,
        targets,
      },
      createdAt: this.clock.now(),
    };
    await this.store.insert(tx, turn.tenantId, run);
    return { kind: 'run', run };
  }
}

type Words = Awaited<ReturnType<typeof readCommand>>;

const NEEDS_OPERATOR =
  'The person can ask; running needs an operator. Nothing was requested. Tell them, and answer from facts that are kept.';

function refused(message: string): Begun & { kind: 'refused' } {
  return { kind: 'refused', message };
}

/** As a person reads it: arguments that hold blanks in quotes. */
export function wordsText({ command, args = [] }: Pick<RunAsk, 'command' | 'args'>): string {
  const quote = (word: string) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replace(/'/g, `'\\''`)}'`);
  return [command, ...args.map(quote)].join(' ');
}

function highest(foreseen: readonly { directive: { level: Level } }[]): Level {
  return foreseen.map(({ directive }) => directive.level).reduce((a, b) => (RANK[a] >= RANK[b] ? a : b));
}
