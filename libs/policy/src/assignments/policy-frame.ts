import { MAX_FRAME_BYTES } from '@legator/contracts';
import type { OutgoingMessage } from '@legator/fleet';
import type { HeldPolicy } from '../decision/facts.js';
import type { ProbePolicyRow } from './assignments.store.js';

type PolicyMessage = Extract<OutgoingMessage, { kind: 'policy.set' }>;

/** For what the connection adds: probe, session, number and signature. */
const HEAD_BYTES = 1_024;

/**
 * What a probe is told of its policies: all that it can hold to by itself. The rest is decided before anything is sent.
 * Where the policies of many tags find no room in one frame it is told to run nothing but looks without a person; that
 * it goes by less than it should shows as drift.
 */
export function policyFrame(
  row: Pick<ProbePolicyRow, 'revision' | 'level'>,
  held: readonly HeldPolicy[],
): PolicyMessage {
  const whole = wholeFrame(row, held);
  if (messageBytes(whole) <= MAX_FRAME_BYTES - HEAD_BYTES) return whole;
  return { ...whole, level: 'observe', block: [], blocked: [] };
}

/** Bytes on the line: what is sent is JSON within JSON. */
export function messageBytes(message: object): number {
  return Buffer.byteLength(JSON.stringify(JSON.stringify(message)));
}

function wholeFrame(
  { revision, level }: Pick<ProbePolicyRow, 'revision' | 'level'>,
  held: readonly HeldPolicy[],
): PolicyMessage {
  const documents = held.map(({ document }) => document);
  return {
    kind: 'policy.set',
    revision,
    policies: held.map(({ policyId, version }) => ({ id: policyId, version })),
    level,
    sandbox: sandboxOf(held),
    block: documents.flatMap(({ block = [] }) => block),
    blocked: [...new Set(documents.flatMap(({ blocked = [] }) => blocked))],
  };
}

export function sandboxOf(held: readonly HeldPolicy[]): 'preferred' | 'required' {
  return held.some(({ document }) => document.sandbox === 'required') ? 'required' : 'preferred';
}
