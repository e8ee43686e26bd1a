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
}

/** More ids than these make no target that a command takes. */
const MOST_IDS = 19;

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
  const words = groups.map((group) => group.map((one) => wordsFor(one, known)).join(' or ')).join(', ');
  const direct = groups.map(conditionFor);
  if (!direct.includes(undefined)) {
    const conditions = direct as FactCondition[];
    const target = groups.length === 1 ? groups[0]!.map(targetFor).join(',') : await idsOf(conditions, facts);
    return { conditions, target, words, named: true };
  }
  const ids = new Set<string>();
  for (const group of groups)
    for (const one of group) for (const id of await hostsOf(one, facts)) ids.add(id);
  const value = [...ids].slice(0, 100);
  const conditions: FactCondition[] = [{ field: 'id', op: 'in', value: value.length > 0 ? value : ['none'] }];
  return { conditions, target: groups.flat().map(targetFor).join(','), words, named: true };
}

function groupsOf(targets: readonly TargetWord[]): TargetWord[][] {
  const groups: TargetWord[][] = [];
  for (const target of targets) {
    const isHost = target.kind === 'host' || target.kind === 'pattern';
    const hosts = isHost
      ? groups.find(([first]) => first!.kind === 'host' || first!.kind === 'pattern')
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
  const values = group.map(({ value }) => value);
  switch (first!.kind) {
    case 'host':
    case 'machine':
      return { field: 'id', op: 'in', value: values };
    case 'tag':
      return { field: 'tag', op: 'in', value: values };
    case 'site':
      return { field: 'site', op: 'in', value: values };
    case 'system':
      return { field: 'family', op: 'in', value: values };
    case 'pattern':
      return group.length === 1 ? { field: 'hostname', op: 'like', value: first!.value } : undefined;
  }
}

async function hostsOf(one: TargetWord, facts: FleetFacts): Promise<string[]> {
  const { rows } = await facts.query({ where: [conditionFor([one])!], limit: 100 });
  return rows.flatMap(({ probe }) => probe?.id ?? []);
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

function wordsFor({ kind, value, word }: TargetWord, known: KnownWords): string {
  const name = (id: string) => plain(known.hosts.find((host) => host.id === id)?.hostname ?? id);
  if (kind === 'host') return name(value);
  if (kind === 'machine') return 'this host';
  if (kind === 'site') return `site ${plain(value)}`;
  if (kind === 'tag') return `tag ${plain(value)}`;
  return kind === 'system' ? `${plain(value)} hosts` : plain(word);
}
