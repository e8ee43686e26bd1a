import { Injectable } from '@nestjs/common';
import { FleetFacts, FleetWords } from '@legator/fleet';
import type { KnownWords } from '@legator/fleet';
import type { Turn } from '../turns/turn.js';
import { chosenBy } from './chosen-hosts.js';
import type { Chosen } from './chosen-hosts.js';
import { read, targetIn, wordsOf } from './reading/read-question.js';
import type { Ambiguous, Reading, TargetWord } from './reading/reading.js';

/** A question with the fleet it is about. */
export interface Understood {
  readonly reading: Reading;
  readonly chosen: Chosen;
  readonly known: KnownWords;
  /** In a conversation with one host, another one was named. */
  readonly elsewhere: boolean;
}

/** Reads a question with the names that the fleet has now. */
@Injectable()
export class Understanding {
  constructor(
    private readonly facts: FleetFacts,
    private readonly words: FleetWords,
  ) {}

  async of({ question, scope, probeId, target }: Turn): Promise<Understood> {
    const words = [...wordsOf(question), ...wordsOf(target ?? ''), ...(probeId ? [probeId] : [])];
    const known = await this.words.known(words);
    const reading = await this.oneMeaning(question, known, { here: scope === 'probe' });
    const said = 'targets' in reading ? reading.targets : [];
    const composed = scope === 'fleet' && said.length === 0 && target ? targetIn(target, known) : undefined;
    const targets = (composed ?? said).map((one) =>
      probeId && one.kind === 'machine' ? here(probeId) : one,
    );
    const chosen = await chosenBy(targets, this.facts, known);
    const elsewhere =
      scope === 'probe' &&
      targets.some(({ kind, value, not }) => kind !== 'host' || value !== probeId || not === true);
    return { reading, chosen, known, elsewhere };
  }

  /** A tag and a site of one name are no question where the same hosts have both. */
  private async oneMeaning(question: string, known: KnownWords, how: { here: boolean }): Promise<Reading> {
    const reading = read(question, known, how);
    if (reading.kind !== 'ambiguous' || !(await this.sameHosts(reading, known))) return reading;
    const sites = known.sites.filter(
      ({ id }) => !reading.among.some(({ kind, value }) => kind === 'site' && value === id),
    );
    return read(question, { ...known, sites }, how);
  }

  private async sameHosts({ among }: Ambiguous, known: KnownWords): Promise<boolean> {
    if (among.some(({ kind }) => kind === 'host')) return false;
    const counts = await Promise.all(
      [...among.map((one) => [one]), among].map((some) => this.count(some, known)),
    );
    return counts.every((count) => count === counts[0]);
  }

  private async count(targets: readonly TargetWord[], known: KnownWords): Promise<number> {
    const { conditions, tooMany } = await chosenBy(targets, this.facts, known);
    if (tooMany) return NaN;
    return (await this.facts.query({ where: [...conditions], aggregate: [{ fn: 'count' }] })).probes;
  }
}

function here(probeId: string): TargetWord {
  return { kind: 'host', value: probeId, word: 'this machine' };
}
