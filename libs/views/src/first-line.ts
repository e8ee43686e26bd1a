import { redact } from '@legator/core';

/** Sequences that steer a terminal: CSI, OSC up to its end, and the two-letter ones. */
const ESCAPES =
  /\u001b\][^\u0007\u001b]{0,4096}(?:\u0007|\u001b\\)?|(?:\u001b\[|\u009b)[0-?]{0,64}[ -/]{0,16}[@-~]?|\u001b[ -/]{0,4}[0-~]?/gu;
const LONGEST = 200;

/**
 * The first line of an output with something on it. Masked once more when nothing stands between the signs of a secret,
 * and before it is cut, so that no part of one is left.
 */
export function firstLine(output: string): string {
  const lines = redact(output.replace(ESCAPES, '')).split(/[\n\r]+/);
  const line = lines.find((one) => one.trim() !== '')?.trim() ?? '';
  const signs = [...line];
  return signs.length > LONGEST ? `${signs.slice(0, LONGEST - 1).join('')}…` : line;
}
