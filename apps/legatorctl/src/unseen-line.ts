import { Failure, INTERRUPTED, USAGE } from './failure.js';
import type { Session } from './session.js';

const MAX_CHARACTERS = 1_000;
const ENTER = /[\r\n]/;
const CTRL_C = '\u0003';
const CTRL_D = '\u0004';
const CTRL_U = '\u0015';
const ERASE = /[\b\u007f]/;

/**
 * One line that nobody sees while it is typed; with `passwordStdin` the first line of what a program sends.
 *
 * @throws Failure when there is no terminal to type at, nothing was typed, or it was broken off
 */
export async function unseenLine(
  session: Session,
  question: string,
  { passwordStdin }: { passwordStdin?: boolean },
): Promise<string> {
  const { stdin, hideTyping, stderr } = session.around;
  if (passwordStdin) return filled(await readLine(stdin, false));
  if (!hideTyping)
    throw new Failure('There is no terminal to type the password at. Give it with --password-stdin.', USAGE);
  stderr.write(question);
  hideTyping(true);
  try {
    return filled(await readLine(stdin, true));
  } finally {
    hideTyping(false);
    stderr.write('\n');
  }
}

/** `keys`: what comes are presses of keys, which the terminal has not made a line of. */
async function readLine(stdin: AsyncIterable<string | Uint8Array>, keys: boolean): Promise<string> {
  const decoder = new TextDecoder();
  let line: string[] = [];
  for await (const piece of stdin) {
    for (const char of typeof piece === 'string' ? piece : decoder.decode(piece, { stream: true })) {
      if (ENTER.test(char) || (keys && char === CTRL_D)) return line.join('');
      if (keys && char === CTRL_C) throw new Failure('Nothing was confirmed.', INTERRUPTED);
      if (keys && char === CTRL_U) line = [];
      else if (keys && ERASE.test(char)) line.pop();
      else line.push(char);
    }
    if (line.length > MAX_CHARACTERS) throw new Failure('That is too long for a password.', USAGE);
  }
  return line.join('');
}

function filled(line: string): string {
  if (line === '') throw new Failure('No password was given.', USAGE);
  return line;
}
