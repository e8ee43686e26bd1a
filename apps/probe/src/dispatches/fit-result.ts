import { MAX_FRAME_BYTES } from '@legator/contracts';
import { wireBytes } from '../inventory/fit.js';
import type { StoredResult } from '../journal/record.js';

/** Room for what the session adds: probe, nonce, number, key id and signature. */
const HEAD_BYTES = 1_024;

/** Shortens the output until the result fits into one frame, and says so in `truncated`. Both streams get their share. */
export function fitResult(result: StoredResult, mostBytes = MAX_FRAME_BYTES): StoredResult {
  const room = mostBytes - HEAD_BYTES - wireBytes({ ...result, stdout: '', stderr: '' });
  const [out, err] = [costOf(result.stdout), costOf(result.stderr)];
  if (out + err <= room) return result;
  const errShare = Math.min(err, Math.max(Math.floor(room / 2), room - out));
  return {
    ...result,
    stdout: startWithin(result.stdout, room - errShare),
    stderr: startWithin(result.stderr, errShare),
    truncated: true,
  };
}

function costOf(text: string): number {
  let cost = 0;
  for (let at = 0; at < text.length; at++) cost += unitCost(text.charCodeAt(at));
  return cost;
}

function startWithin(text: string, room: number): string {
  let end = 0;
  for (let left = room; end < text.length; end++) {
    left -= unitCost(text.charCodeAt(end));
    if (left < 0) break;
  }
  // Never half a character: its second half has the place of a new one, or its first half was the last to fit.
  const cutsPair = end > 0 && end < text.length && (text.charCodeAt(end) & 0xfc00) === 0xdc00;
  return text.slice(0, cutsPair ? end - 1 : end);
}

/** Bytes of a UTF-16 unit after it was written into JSON twice: as part of the body, and the body as part of the frame. */
function unitCost(code: number): number {
  if (code === 0x22 || code === 0x5c) return 4;
  if (code < 0x20) return code >= 0x08 && code <= 0x0d && code !== 0x0b ? 3 : 7;
  if (code < 0x80) return 1;
  // Half of a pair: the whole has four bytes.
  if (code < 0x800 || (code & 0xf800) === 0xd800) return 2;
  return 3;
}
