import type { Request } from 'express';
import type { Origin } from '../sessions/sessions.service.js';

/** Where a request comes from, for the trail and the list of sign-ins. */
export function originOf({ ip, headers }: Pick<Request, 'ip' | 'headers'>): Origin {
  return {
    address: ip ?? '',
    // Shown to people later: nothing that could hide or reorder what is beside it.
    userAgent: (headers['user-agent'] ?? '').replace(/[^\x20-\x7e]/g, '?').slice(0, 300),
  };
}
