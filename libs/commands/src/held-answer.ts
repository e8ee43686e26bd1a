import type { Response } from 'express';
import { policyBody } from './answers.js';
import type { CommandRequested } from './command-requests.service.js';

/** A request that was not sent: it waits for a person, or was refused. */
export function answerHeld(
  response: Response,
  requested: CommandRequested,
  status: 'denied' | 'pending_approval',
): void {
  const body = { status, ...policyBody(requested) };
  // No `error` beside a denial: upstream's clients print the whole body then.
  if (status === 'denied') response.status(429).json({ ...body, code: 'policy_denied' });
  else response.status(202).json(body);
}
