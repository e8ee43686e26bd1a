import { DomainError } from '@legator/core';
import type { TargetChoice } from '@legator/fleet';

export function probeAway(probeId: string): DomainError {
  return new DomainError(
    'bad_gateway',
    'bad_gateway',
    `The probe ${probeId} is not connected. Nothing was requested; ask again when it is back.`,
  );
}

export function requestIdTaken(requestId: string): DomainError {
  return new DomainError(
    'conflict',
    'commands.request_id_taken',
    `Another command has the request id ${requestId}. Leave it out, and one is made.`,
  );
}

export function noAnswer(
  requestId: string,
  message = 'The command has not ended yet. It goes on.',
): DomainError {
  return new DomainError('timeout', 'timeout', message, { extra: { request_id_of_command: requestId } });
}

export function cannotRevert(why: string): DomainError {
  return new DomainError('conflict', 'commands.cannot_revert', why);
}

export function cannotCancel(): DomainError {
  return new DomainError(
    'conflict',
    'commands.cannot_cancel',
    'The probe took it already and speaks a protocol that cannot stop a command. It ends by its own timeout.',
  );
}

export function noProbe(choice: TargetChoice): DomainError {
  return new DomainError('not_found', 'not_found', noneOf(choice));
}

function noneOf(choice: TargetChoice): string {
  if ('tag' in choice) return `No probe has the tag ${choice.tag}.`;
  return 'site' in choice ? `No probe is in the site ${choice.site}.` : 'There is no such probe.';
}
