/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { SignalTypePatterns } from '../../models/signal-type-patterns';

export interface EventsFollowParams {
  last_event_id?: string;
  types?: SignalTypePatterns;
  'Last-Event-ID'?: string;
}

export function eventsFollow(params: EventsFollowParams = {}): ApiRequest<string> {
  return {
    method: 'GET',
    path: `/api/v1/events`,
    query: { last_event_id: params.last_event_id, types: params.types },
    headers: { 'Last-Event-ID': params['Last-Event-ID'] },
    as: 'text',
  };
}
