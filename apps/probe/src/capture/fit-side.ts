import { MAX_CAPTURE_BYTES, type CapturedItem, type CapturedSide } from '@legator/contracts';
import { wireBytes } from '../inventory/fit.js';

/** Leaves texts out until the whole fits its share of a frame, the last and longest lists first, and says so. */
export function fitSide({ at, items }: CapturedSide, mostBytes = MAX_CAPTURE_BYTES): CapturedSide {
  let room = mostBytes - wireBytes({ at, items: [] });
  const fitted: CapturedItem[] = [];
  for (const item of items) {
    const form = formsOf(item).find((one) => wireBytes(one) <= room);
    if (!form) continue;
    room -= wireBytes(form);
    fitted.push(form);
  }
  return { at, items: fitted };
}

function formsOf(item: CapturedItem): CapturedItem[] {
  const { kind, name, text, ...rest } = item;
  const short = { kind, name, ...rest, ...(text === undefined ? {} : { textNote: 'no_room' }) };
  return [item, short, { kind, name, state: 'unread', why: 'there was no room for it' }];
}
