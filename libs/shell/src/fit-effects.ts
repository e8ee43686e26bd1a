import { spell, type Effect, type Found } from './effects.js';
import type { Doing, Kind } from './grammar.js';
import { isRead } from './operand-kinds.js';

/** A word that stands where a path does, and which kind was asked for there. */
export interface NamedPath {
  readonly kind: Kind;
  readonly word: string;
}

/** All that words would do: what the tables say, where it goes on the network, and what it reads, each once. */
export function toldBy(
  doings: readonly Doing[],
  found: Found,
  network: readonly Effect[],
  paths: readonly NamedPath[],
): Effect[] {
  const said = doings.flatMap(({ effects = [] }) => effects.flatMap((row) => spell(row, found)));
  const isSaid = (word: string) => said.some(({ kind, target }) => kind === 'read' && target === word);
  const read = paths
    .filter(({ kind, word }) => isRead(kind) && word !== '-' && !isSaid(word))
    .map(({ word }): Effect => ({ kind: 'read', verb: 'read', target: word }));
  return [...said, ...network, ...read];
}
