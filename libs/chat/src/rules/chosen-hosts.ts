import type { FactCondition, FleetFacts, KnownWords } from '@legator/fleet';
import { plain } from './replies/field-words.js';
import type { TargetWord } from './reading/reading.js';

/** Hosts that a question is about, in the ways that are needed of them. */
export interface Chosen {
  readonly conditions: readonly FactCondition[];
  /** How `run_command` is told; nothing when nobody was named. */
  readonly target: string | undefined;
  /** For people: "tag web in site fra1". */
  readonly words: string;
  /** Whether somebody was named at all. */
  readonly named: boolean;
  /** They cannot all be told in conditions, so `conditions` choose nobody; `target`, where there is one, means all. */
  readonly tooMany?: true;
}

/** More ids than these make no target that a command takes. */
export const MOST_IDS = 19;

/** More than these take no list of a condition. */
const MOST_LISTED = 100;
const NOBODY: readonly FactCondition[] = [{ field: 'id', op: 'in', value: ['none'] }];

const EVERYBODY: Chosen = { conditions: [], target: undefined, words: 'all hosts', named: false };

export function everybody(): Chosen {
  return EVERYBODY;
}

/**
 * Hosts named side by side are all meant; a tag, a site and a system side by side narrow each other, unless "and" or a
 * comma stands between them.
 */
export async function chosenBy(
  targets: readonly TargetWord[],
  facts: FleetFacts,
  known: KnownWords,
): Promise<Chosen> {
  if (targets.length === 0) return EVERYBODY;
  const groups = groupsOf(targets);
  const words = groups.map((group) => groupWords(group, known)).join(', ');
  const conditions: FactCondition[] = [];
  for (const group of groups) {
    const condition = conditionFor(group) ?? (await eitherOf(group, facts));
    if (!condition) return { conditions: NOBODY, target: namesOf(groups), words, named: true, tooMany: true };
    conditions.push(condition);
  }
  return { conditions, target: namesOf(groups) ?? (await idsOf(conditions, facts)), words, named: true };
}

function groupsOf(targets: readonly TargetWord[]): TargetWord[][] {
  const groups: TargetWord[][] = [];
  for (const target of targets) {
    const isHost = target.kind === 'host' || target.kind === 'pattern';
    const hosts = isHost
      ? groups.find(
          ([first]) => (first!.kind === 'host' || first!.kind === 'pattern') && first!.not === target.not,
        )
      : undefined;
    const last = hosts ?? (target.or ? groups.at(-1) : undefined);
    if (last) last.push(target);
    else groups.push([target]);
  }
  return groups;
}

/** One condition for a group of one kind; none where it takes several. */
function conditionFor(group: readonly TargetWord[]): FactCondition | undefined {
  const [first] = group;
  if (group.some(({ kind }) => kind !== first!.kind)) return undefined;
  const value = group.map((one) => one.value);
  const op = first!.not ? 'not_in' : 'in';
  switch (first!.kind) {
    case 'host':
    case 'machine':
      return { field: 'id', op, value };
    case 'tag':
      return { field: 'tag', op, value };
    case 'site':
      return { field: 'site', op, value };
    case 'system':
      return { field: 'family', op, value };
    case 'pattern':
      return group.length === 1
        ? { field: 'hostname', op: first!.not ? 'not_like' : 'like', value: first!.value }
        : undefined;
  }
}

/** Of several kinds, those that are any of them, by their ids; nothing where they are too many to be listed. */
async function eitherOf(group: readonly TargetWord[], facts: FleetFacts): Promise<FactCondition | undefined> {
  const ids = new Set<string>();
  for (const one of group) {
    const { not: _not, ...wanted } = one;
    const where = [conditionFor([wanted])!];
    const { rows, total } = await facts.query({ where, limit: MOST_LISTED });
    if (total > rows.length) return undefined;
    for (const { probe } of rows) ids.add(probe!.id);
  }
  if (ids.size > MOST_LISTED) return undefined;
  return { field: 'id', op: group[0]!.not ? 'not_in' : 'in', value: ids.size > 0 ? [...ids] : ['none'] };
}

/**
 * Names with commas between them are either of them: they tell one group, never that several narrow each other, and never
 * who is not meant.
 */
function namesOf(groups: readonly (readonly TargetWord[])[]): string | undefined {
  return groups.length === 1 && !groups[0]![0]!.not ? groups[0]!.map(targetFor).join(',') : undefined;
}

/** A target that only all of several conditions tell is told by ids. */
async function idsOf(conditions: FactCondition[], facts: FleetFacts): Promise<string | undefined> {
  const { rows, total } = await facts.query({ where: conditions, limit: MOST_IDS });
  return total > 0 && total <= MOST_IDS ? rows.flatMap(({ probe }) => probe?.id ?? []).join(',') : undefined;
}

function targetFor({ kind, value }: TargetWord): string {
  if (kind === 'tag' || kind === 'site') return `${kind}:${value}`;
  return kind === 'system' ? `os:${value}` : value;
}

function groupWords(group: readonly TargetWord[], known: KnownWords): string {
  const words = group.map((one) => wordsFor(one, known)).join(' or ');
  return group[0]!.not ? `not ${words}` : words;
}

function wordsFor({ kind, value, word }: TargetWord, known: KnownWords): string {
  const name = (id: string) => plain(known.hosts.find((host) => host.id === id)?.hostname ?? id);
  if (kind === 'host') return name(value);
  if (kind === 'machine') return 'this host';
  if (kind === 'site') return `site ${plain(value)}`;
  if (kind === 'tag') return `tag ${plain(value)}`;
  return kind === 'system' ? `${plain(value)} hosts` : plain(word);
}
