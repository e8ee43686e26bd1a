import { randomInt } from 'node:crypto';

/** No vowels and nothing that looks like something else. */
const LETTERS = 'bcdfghjkmnpqrstvwxz23456789';
const GROUPS = 4;
const GROUP = 5;

/** A password that somebody reads out to somebody, who then chooses another: about 95 bits. */
export function oneTimePassword(): string {
  return Array.from({ length: GROUPS }, () =>
    Array.from({ length: GROUP }, () => LETTERS[randomInt(LETTERS.length)]).join(''),
  ).join('-');
}
