import { createHmac, timingSafeEqual } from 'node:crypto';
import type { UpstreamCommand } from '@legator/contracts';

/**
 * The HMAC signature of protocol 1 (core contract, section 1.9). It has no expiry and no counter, so it is used only
 * with upstream's own probes and control planes.
 */
const ESCAPES: Record<string, string> = {
  '<': '\\u003c',
  '>': '\\u003e',
  '&': '\\u0026',
  '\u2028': '\\u2028',
  '\u2029': '\\u2029',
};

/** The payload as Go's encoder writes the command: its order of keys, its escapes, `args` left out when empty. */
export function upstreamCommandText(command: UpstreamCommand): string {
  const ordered = {
    request_id: command.request_id,
    command: command.command,
    args: command.args.length > 0 ? command.args : undefined,
    timeout: command.timeout,
    level: command.level,
    stream: command.stream,
  };
  // Go replaces half characters, and JSON.stringify would write them as escapes.
  return JSON.stringify(ordered, (_key, value: unknown) =>
    typeof value === 'string' ? value.toWellFormed() : value,
  ).replace(/[<>&\u2028\u2029]/g, (letter) => ESCAPES[letter]!);
}

/** The key upstream's probe checks with: made from the letters of its `signing_key`, not from the bytes they stand for. */
export function deriveUpstreamKey(masterText: string, probeId: string): Buffer {
  return createHmac('sha256', Buffer.from(masterText, 'utf8'))
    .update(`legator-probe-signing|${probeId}`)
    .digest();
}

/** The key upstream's control plane signs with: the bytes that the hex text stands for; undefined if it is not such a text. */
export function upstreamMasterKey(masterText: string): Buffer | undefined {
  return /^(?:[0-9a-fA-F]{2}){32,}$/.test(masterText) ? Buffer.from(masterText, 'hex') : undefined;
}

/** Signs a command under either key. Returns lower-case hex for the envelope's `signature`. */
export function signUpstreamCommand(envelopeId: string, command: UpstreamCommand, key: Uint8Array): string {
  return createHmac('sha256', key)
    .update(`${envelopeId}|${upstreamCommandText(command)}`)
    .digest('hex');
}

/** Which key a signature was made with; undefined when it fits neither, or is not there. */
export function verifyUpstreamCommand(
  envelope: { id: string; signature?: string },
  command: UpstreamCommand,
  { masterText, probeId }: { masterText: string; probeId: string },
): 'master' | 'derived' | undefined {
  const { id, signature = '' } = envelope;
  if (!/^[0-9a-f]{64}$/.test(signature)) return undefined;
  // An empty text would be a key everybody knows.
  if (masterText === '') return undefined;
  const master = upstreamMasterKey(masterText);
  const fits = (key: Buffer) =>
    timingSafeEqual(Buffer.from(signature, 'hex'), Buffer.from(signUpstreamCommand(id, command, key), 'hex'));
  if (fits(deriveUpstreamKey(masterText, probeId))) return 'derived';
  return master && fits(master) ? 'master' : undefined;
}
