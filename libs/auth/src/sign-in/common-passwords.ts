import { BreachedPasswords } from './password-rules.js';

/** Roots of what people take when a rule asks for length; with years, digits and signs around them they are no better. */
const ROOTS =
  /^(?:\d|[^\p{L}])*(?:password|passwort|passw0rd|p@ssw0rd|p@ssword|welcome|letmein|qwerty(?:uiop)?|qwertz(?:uiop)?|azerty|administrator|admin|changeme|iloveyou|legator|monkey|dragon|football|sunshine|princess|secret|trustno|superman|master|abc|test|hello|summer|winter|spring|autumn)+(?:\d|[^\p{L}])*$/u;
const RUNS = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890123456789',
  'qwertyuiopasdfghjklzxcvbnm',
  'qwertzuiopasdfghjklyxcvbnm',
];

/** Without a list: what attackers make themselves, common words with decoration and runs on the keyboard. */
export class CommonPasswords extends BreachedPasswords {
  includes(password: string): Promise<boolean> {
    const plain = password.normalize('NFKC').toLowerCase();
    return Promise.resolve(ROOTS.test(plain) || RUNS.some((run) => isRun(plain, run)));
  }
}

/** Whether it is made of pieces of at least six characters of a run, forwards or backwards. */
function isRun(text: string, run: string): boolean {
  const backwards = [...run].reverse().join('');
  for (let at = 0; at < text.length;) {
    let size = 0;
    while (
      at + size < text.length &&
      [run, backwards].some((one) => one.includes(text.slice(at, at + size + 1)))
    )
      size += 1;
    if (size < Math.min(6, text.length - at) && at > 0) return false;
    if (size < 6) return false;
    at += size;
  }
  return text.length > 0;
}
