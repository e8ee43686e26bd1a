/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { SocketTicket } from '../../models/socket-ticket';

export function socketTicketsIssue(): ApiRequest<SocketTicket> {
  return {
    method: 'POST',
    path: `/api/v1/auth/socket-ticket`,
    as: 'json',
  };
}
