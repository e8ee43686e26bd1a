import { DomainError } from '@legator/core';

export const tooManyQueued = (most: number) =>
  new DomainError(
    'conflict',
    'chat.queue_full',
    `${most} questions wait in this conversation already. Wait for an answer, or stop what is under way.`,
  );

export const notYours = (what: string) =>
  new DomainError(
    'forbidden',
    'chat.not_yours',
    `Only whoever began it, or an administrator, may ${what}. You may begin a conversation of your own.`,
  );

export const askerGone = () =>
  new DomainError(
    'forbidden',
    'chat.asker_gone',
    'Whoever asked this may not act here any more, so it was ended.',
  );

export const nobodyAnswers = () =>
  new DomainError('unavailable', 'chat.no_answerer', 'Nothing is set up here that could answer.');

export const tookTooLong = (ms: number) =>
  new DomainError(
    'timeout',
    'chat.turn_too_long',
    `This took longer than ${Math.round(ms / 1_000)} seconds and was ended. Ask for less at once.`,
  );

export const keepsFailing = () =>
  new DomainError(
    'internal',
    'chat.given_up',
    'This was begun several times and never came to an end, so it was given up.',
  );

export const waitedTooLong = () =>
  new DomainError('timeout', 'chat.waited_too_long', 'What this waited for never happened.');

export const turnOver = () =>
  new DomainError('conflict', 'chat.turn_over', 'This turn is over; nothing of it goes on.');
