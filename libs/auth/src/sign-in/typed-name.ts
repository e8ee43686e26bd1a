import { createHmac } from 'node:crypto';

const LETTERS = 10;

/**
 * How the trail calls a name that nobody has. People type their password into the field beside it: nothing of what was
 * typed is kept, and yet the same name is told from another, by whoever reads the trail and has not the key.
 */
export function unknownName(typed: string, key: Buffer): string {
  const name = typed.normalize('NFKC').toLowerCase();
  const digest = createHmac('sha256', key).update(`a name that nobody has\n${name}`).digest('hex');
  return `unknown #${digest.slice(0, LETTERS)}`;
}
