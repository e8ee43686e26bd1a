import { DomainError } from '@legator/core';

export const noneConnected = () =>
  new DomainError(
    'bad_gateway',
    'bad_gateway',
    'None of these probes is connected. Nothing was requested; ask again when they are back.',
  );

export const notRunning = (state: string) =>
  new DomainError('conflict', 'rollouts.not_running', `It is ${state}, so it cannot be paused.`);

export const notPaused = (state: string) =>
  new DomainError('conflict', 'rollouts.not_paused', `It is ${state}, so there is nothing to resume.`);
