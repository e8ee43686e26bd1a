import type { PostSignal } from '@legator/contracts';
import { POSTABLE_PREFIXES } from '@legator/contracts';
import { DomainError, invalidAt } from '../errors/domain-error.js';
import { refuseSecrets } from './redaction.js';

const MAX_BYTES = 64 * 1024;
const MAX_DEPTH = 16;
/** Clocks differ a little; what claims to come from further ahead would lead every timeline. */
const AHEAD_MS = 5 * 60_000;

/** Refuses what may not be posted: the product's own names, too much of it, secrets, the future. */
export function checkPosted(input: PostSignal, now: Date): void {
  if (!POSTABLE_PREFIXES.some((prefix) => input.type.startsWith(prefix))) {
    throw new DomainError(
      'invalid',
      'signals.reserved_type',
      `Only ${POSTABLE_PREFIXES.map((prefix) => `${prefix}*`).join(' and ')} may be posted; ${input.type} is a name that the product alone may use.`,
      { details: [{ path: 'type', message: 'is reserved' }] },
    );
  }
  if (isDeeper(input.payload, MAX_DEPTH)) {
    throw invalidAt('payload', `must not be nested more than ${MAX_DEPTH} levels deep`);
  }
  if (Buffer.byteLength(JSON.stringify(input.payload)) > MAX_BYTES) {
    throw new DomainError('too_large', 'signals.payload_too_large', 'The payload is larger than 64 KiB.');
  }
  if (input.occurred_at !== undefined && Date.parse(input.occurred_at) > now.getTime() + AHEAD_MS) {
    throw invalidAt('occurred_at', 'lies in the future');
  }
  const { summary, payload, subject, also_about, dedupe_key, source_event_id, correlation_id } = input;
  refuseSecrets({ summary, payload, subject, also_about, dedupe_key, source_event_id, correlation_id });
}

function isDeeper(value: unknown, levels: number): boolean {
  if (!value || typeof value !== 'object') return false;
  if (levels === 0) return true;
  return Object.values(value).some((inner) => isDeeper(inner, levels - 1));
}
