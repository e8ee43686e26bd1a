import type { CapturedItem, CapturedSide } from '@legator/contracts';
import type { Captured } from '../dispatch.js';
import { nameOf } from './reported-side.js';

/** What an entry of the trail may take of one text; the hash of a file stays beside it. */
const MOST_TEXT = 4_000;

/** What changed and what could not be read, as the trail keeps it. What stayed as it was is left out. */
export function forTheTrail(captured: Captured | undefined): { before?: unknown; after?: unknown } {
  if (!captured) return {};
  const { before, after } = captured;
  const same = new Set(before?.items.filter((item) => isSame(item, after)).map(nameOf));
  const shown = (side: CapturedSide | null) =>
    side ? { at: side.at, items: side.items.filter((item) => !same.has(nameOf(item))).map(brief) } : null;
  return { before: shown(before), after: shown(after) };
}

function isSame(item: CapturedItem, after: CapturedSide | null): boolean {
  const other = after?.items.find((one) => nameOf(one) === nameOf(item));
  return item.state !== 'unread' && JSON.stringify(item) === JSON.stringify(other);
}

function brief({ text, ...item }: CapturedItem): object {
  if (text === undefined) return item;
  return text.length <= MOST_TEXT ? { ...item, text } : { ...item, text_length: text.length };
}
