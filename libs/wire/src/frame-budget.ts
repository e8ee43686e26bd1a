/**
 * Bytes that a string takes inside a frame. More than its UTF-8 length: the body is JSON, and a string of JSON again,
 * so a quote becomes four bytes and a control character seven. Output must be whole characters (`toWellFormed`).
 */
export function frameCost(text: string): number {
  let cost = 0;
  for (let at = 0; at < text.length; at += unitsAt(text, at)) cost += costAt(text, at);
  return cost;
}

/** The longest beginning of `text` that takes at most `budget` bytes inside a frame; never cuts a character in two. */
export function cutToCost(text: string, budget: number): string {
  let left = budget;
  for (let at = 0; at < text.length; at += unitsAt(text, at)) {
    left -= costAt(text, at);
    if (left < 0) return text.slice(0, at);
  }
  return text;
}

function unitsAt(text: string, at: number): number {
  return text.codePointAt(at)! > 0xffff ? 2 : 1;
}

function costAt(text: string, at: number): number {
  const point = text.codePointAt(at)!;
  if (point === 0x22 || point === 0x5c) return 4;
  if (point < 0x20) return (point >= 0x08 && point <= 0x0a) || point === 0x0c || point === 0x0d ? 3 : 7;
  if (point < 0x80) return 1;
  if (point < 0x800) return 2;
  return point > 0xffff ? 4 : 3;
}
