import { DomainError } from '@legator/core';
import type { CommandAsk } from './command-requests.service.js';

/** Characters of words in one request, over all its probes: each probe gets a row of its own, made in one statement. */
const MAX_FAN_OUT = 16 * 1024 * 1024;

/** @throws `too_large` for a long command on many probes, before anything is made of it */
export function refuseTooMuch(asks: readonly Pick<CommandAsk, 'words'>[]): void {
  let length = 0;
  for (const { words } of asks) {
    length += 'line' in words ? words.line.length : words.argv.reduce((sum, word) => sum + word.length, 0);
    if (length > MAX_FAN_OUT) throw tooMuch();
  }
}

function tooMuch(): DomainError {
  return new DomainError(
    'too_large',
    'commands.too_much',
    'The command is too long for so many probes at once. Name fewer probes, or put the long part into a file.',
  );
}
