import { commandsOf, planOf } from '@legator/shell';
import type { AskedCommand, Check } from './facts.js';
import { textOf } from './facts.js';

const ANY_FOLDER = /^\S*[\\/](?=\S)/;
const SYSTEM_FOLDER = /^(\/usr(\/local)?)?\/s?bin\/|^[a-z]:\\windows\\(system32\\)?/;

/**
 * Upstream's lists of prefixes. A program is blocked by its name alone as well, wherever it lies; it is allowed by it only
 * where the system keeps its programs, since anybody may name a file of their own so. Of a line each command counts: one
 * that is blocked blocks it, and all of them have to be allowed.
 */
export const prefixCheck: Check = function* ({ document }, { command }) {
  const texts = textsOf(command).map(squeeze);
  const begins = (text: string, without: RegExp) => (prefix: string) =>
    [text, text.replace(without, '')].some((one) => one.startsWith(squeeze(prefix)));
  const isBlocked = (prefix: string) =>
    [squeeze(textOf(command)), ...texts].some((text) => begins(text, ANY_FOLDER)(prefix));
  const blocked = document.blocked?.find(isBlocked);
  if (blocked !== undefined)
    yield {
      code: 'policy.blocked',
      then: 'deny',
      value: blocked,
      text: `The policy blocks commands that begin with “${blocked}”.`,
    };
  const { allowed } = document;
  const isAllowed = (text: string) => allowed!.some(begins(text, SYSTEM_FOLDER));
  if (allowed && allowed.length > 0 && !texts.every(isAllowed))
    yield {
      code: 'policy.not_allowed',
      then: 'deny',
      text: 'It begins with none of the texts that the policy allows.',
    };
};

/** The commands of a line that comes to a plan, or else the whole text. */
function textsOf(command: AskedCommand): string[] {
  const plan = command.argv.length === 0 && command.line ? planOf(command.line) : undefined;
  return plan ? commandsOf(plan).map(({ argv }) => argv.join(' ')) : [textOf(command)];
}

function squeeze(text: string): string {
  return text.trim().replace(/\s+/g, ' ').toLowerCase();
}
