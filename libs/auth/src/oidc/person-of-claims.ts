import type { Claims } from './role-mapping.js';

const MAX_LENGTH = 100;

export interface ClaimedPerson {
  /** A name to be known by here; whether it is free is another question. */
  readonly username: string;
  readonly displayName: string;
  /** Shown to people, never used to find anybody. */
  readonly email: string | null;
}

/** How a provider describes somebody, in forms that can be shown and stored. */
export function personOf(claims: Claims, subject: string): ClaimedPerson {
  const email = textOf(claims['email']);
  const username =
    asUsername(textOf(claims['preferred_username'])) ?? asUsername(email) ?? asUsername(subject) ?? 'person';
  const displayName = visible(textOf(claims['name'])) ?? visible(textOf(claims['display_name'])) ?? username;
  return { username, displayName, email: email && email.length <= 320 ? (visible(email) ?? null) : null };
}

/** The first of `name`, `name-2`, `name-3` … that nobody has; names differ in more than their case. */
export function freeName(name: string, isTaken: (name: string) => boolean): string {
  if (!isTaken(name)) return name;
  for (let count = 2; ; count += 1) {
    const suffix = `-${count}`;
    const candidate = name.slice(0, MAX_LENGTH - suffix.length) + suffix;
    if (!isTaken(candidate)) return candidate;
  }
}

function textOf(claim: unknown): string | undefined {
  return typeof claim === 'string' && claim.trim() !== '' ? claim : undefined;
}

/** Only what names may hold here; the same letters whichever way they were composed. */
function asUsername(text: string | undefined): string | undefined {
  const plain = text?.normalize('NFKC').replace(/[^\p{L}\p{N}._@+-]+/gu, '');
  return plain ? plain.slice(0, MAX_LENGTH) : undefined;
}

/** Without what hides or reorders what stands beside it. */
function visible(text: string | undefined): string | undefined {
  const plain = text?.replace(/\p{C}+/gu, '').trim();
  return plain ? plain.slice(0, MAX_LENGTH).trim() : undefined;
}
