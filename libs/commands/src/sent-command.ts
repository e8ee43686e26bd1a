import { MAX_OUTPUT_BYTES } from '@legator/contracts';
import type { OutgoingMessage } from '@legator/fleet';
import type { Dispatch } from './dispatch.js';

/** What a dispatch says to its probe; the connection adds probe, session and number, and signs it. */
export function toMessage(dispatch: Dispatch): OutgoingMessage {
  return {
    kind: 'command.run',
    dispatchId: dispatch.id,
    issuedAt: dispatch.createdAt.toISOString(),
    expiresAt: dispatch.expiresAt.toISOString(),
    argv: [...dispatch.argv],
    ...(dispatch.line === null ? {} : { line: dispatch.line }),
    timeoutMs: dispatch.timeoutMs,
    stream: dispatch.stream,
    outputLimit: MAX_OUTPUT_BYTES,
    level: dispatch.level,
    policyVersion: dispatch.policyRevision,
    ...(dispatch.capture.length > 0 ? { capture: [...dispatch.capture] } : {}),
    ...(dispatch.approval ? { approval: dispatch.approval } : {}),
  };
}
