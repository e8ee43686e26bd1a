import { maskText } from '@legator/contracts';
import type { Capture, CapturedItem, CapturedSide } from '@legator/contracts';
import { storable } from '../storable.js';

/**
 * What a probe says it found, as we keep it: each thing that was asked for, once and in that order, and nothing else.
 * Hosts may be hostile: secrets are masked here as well, and what is missing is said to be.
 */
export function keptSide(asked: readonly Capture[], side: CapturedSide | null): CapturedSide | null {
  if (!side || asked.length === 0) return null;
  const found = new Map(side.items.toReversed().map((item) => [nameOf(item), item]));
  return { at: side.at, items: asked.map((one) => keptItem(one, found.get(nameOf(one)))) };
}

function keptItem({ kind, name }: Capture, item: CapturedItem | undefined): CapturedItem {
  if (!item) return { kind, name, state: 'unread', why: 'the probe did not say' };
  const { state, why, facts, text, textNote } = item;
  const masked = text === undefined ? undefined : clean(text);
  return {
    kind,
    name,
    state,
    ...(why === undefined ? {} : { why: clean(why) }),
    ...(facts && {
      facts: Object.fromEntries(Object.entries(facts).map(([key, value]) => [key, clean(value)])),
    }),
    ...(masked === undefined ? {} : { text: masked }),
    ...(masked !== text ? { textNote: 'masked' } : textNote === undefined ? {} : { textNote }),
  };
}

function clean(text: string): string {
  return maskText(storable(text));
}

export function nameOf({ kind, name }: Pick<Capture, 'kind' | 'name'>): string {
  return `${kind} ${name}`;
}
