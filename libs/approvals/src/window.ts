import { badWindow } from './approvals.errors.js';

/** When something approved may start. */
export interface Window {
  readonly notBefore: Date | null;
  readonly notAfter: Date | null;
}

/** Nobody knows what a command is good for after a month. */
const MAX_AHEAD_MS = 30 * 86_400_000;

/** @throws `invalid` for a window that is past, ends before it begins, or lies too far ahead */
export function windowOf(input: { not_before?: string; not_after?: string }, now: Date): Window {
  const notBefore = input.not_before ? new Date(input.not_before) : null;
  const notAfter = input.not_after ? new Date(input.not_after) : null;
  if (notBefore && notBefore <= now) throw badWindow('not_before', 'must lie in the future');
  if (notAfter && notAfter <= (notBefore ?? now))
    throw badWindow('not_after', notBefore ? 'must be later than not_before' : 'must lie in the future');
  const end = notAfter ?? notBefore;
  if (end && end.getTime() - now.getTime() > MAX_AHEAD_MS)
    throw badWindow(notAfter ? 'not_after' : 'not_before', 'may lie 30 days ahead at most');
  return { notBefore, notAfter };
}

/**
 * What both allow: people who approve one after the other narrow it, never widen it.
 * @throws `invalid` where nothing is left in which it could start
 */
export function mergeWindow(earlier: Window, own: Window, now: Date): Window {
  const notBefore = latest(earlier.notBefore, own.notBefore);
  const notAfter = earliest(earlier.notAfter, own.notAfter);
  if (notAfter && notAfter <= latest(notBefore, now)!)
    throw badWindow(
      notBefore && notBefore === own.notBefore ? 'not_before' : 'not_after',
      `leaves no time to start: whoever approved it before you said ${inWords(earlier)}`,
    );
  return { notBefore, notAfter };
}

function inWords({ notBefore, notAfter }: Window): string {
  const from = notBefore && `not before ${notBefore.toISOString()}`;
  const until = notAfter && `not after ${notAfter.toISOString()}`;
  return [from, until].filter(Boolean).join(', ');
}

function latest(a: Date | null, b: Date | null): Date | null {
  return a && b ? (a > b ? a : b) : (a ?? b);
}

function earliest(a: Date | null, b: Date | null): Date | null {
  return a && b ? (a < b ? a : b) : (a ?? b);
}
