import {
  ControlBody,
  Frame,
  FrameHead,
  KINDS,
  MAX_FRAME_BYTES,
  PROTOCOL_VERSION,
  ProbeBody,
  SIGNATURE_PREFIX,
  type Kind,
} from '@legator/contracts';
import { decodeExactly } from './base64url.js';
import { FrameError } from './frame-error.js';
import { findJsonFlaw } from './json-guard.js';
import type { Signer, VerifySignature } from './keys.js';

export type Side = 'probe' | 'control';
export type BodyOf<S extends Side> = S extends 'probe' ? ProbeBody : ControlBody;

/** A frame that passed every check. `unknown` is a kind this version has no schema for: count it, log it once, go on. */
export type OpenedFrame<S extends Side> =
  | { readonly body: BodyOf<S>; readonly unknown?: undefined; readonly kid?: string }
  | { readonly body?: undefined; readonly unknown: string; readonly head: FrameHead; readonly kid?: string };

export interface OpenOptions<S extends Side> {
  /** The side whose frames these are. */
  readonly from: S;
  readonly verify: VerifySignature;
}

const MAX_DEPTH = 64;
const SIGNATURE_BYTES = 64;
const SCHEMAS = new Map(
  [...ProbeBody.options, ...ControlBody.options].map((schema) => [schema.shape.kind.value as string, schema]),
);

/**
 * Writes a body as a frame, signed when a signer is given. Refuses to write what the other side would refuse for its
 * form: a kind that must be signed and is not, a lone surrogate, too many bytes.
 */
export function encodeFrame(body: ProbeBody | ControlBody, signer?: Signer): string {
  if (!signer && KINDS[body.kind].signed) throw new FrameError('unsigned', `${body.kind} must be signed.`);
  const text = JSON.stringify(body);
  refuseLoneSurrogates(text);
  const frame = JSON.stringify(signer ? signed(text, signer) : { v: PROTOCOL_VERSION, body: text });
  refuseOversize(frame);
  return frame;
}

/**
 * Reads a frame of the other side: size, outer form, signature over the exact bytes of the body, and only then the
 * body itself. Throws a FrameError; what is returned has passed all of it.
 */
export function openFrame<S extends Side>(text: string, { from, verify }: OpenOptions<S>): OpenedFrame<S> {
  refuseOversize(text);
  const frame = parseOuter(text);
  const kid = checkSignature(frame, verify);
  const body = parseStrictly(frame.body, 'body');
  const kind = (body as { kind?: unknown } | null)?.kind;
  const schema = typeof kind === 'string' ? SCHEMAS.get(kind) : undefined;
  if (!schema) return { ...unknownKind(body), kid };
  refuseUnfit(kind as Kind, from, kid);
  const parsed = schema.safeParse(body);
  if (!parsed.success)
    throw new FrameError('malformed', `The ${kind as Kind} does not fit its schema.`, {
      cause: parsed.error,
    });
  return { body: parsed.data as BodyOf<S>, kid };
}

function signed(body: string, signer: Signer): Frame {
  const sig = Buffer.from(signer.sign(signedBytes(body))).toString('base64url');
  return { v: PROTOCOL_VERSION, kid: signer.kid, sig, body };
}

function signedBytes(body: string): Buffer {
  return Buffer.from(SIGNATURE_PREFIX + body, 'utf8');
}

function parseOuter(text: string): Frame {
  const frame = Frame.safeParse(parseStrictly(text, 'frame'));
  if (!frame.success)
    throw new FrameError('malformed', 'This is no frame of protocol 2.', { cause: frame.error });
  return frame.data;
}

/** The key id of a signature that fits; undefined when there is none. A signature that is there must be right. */
function checkSignature(frame: Frame, verify: VerifySignature): string | undefined {
  const { kid, sig, body } = frame;
  if (kid === undefined && sig === undefined) return undefined;
  if (!kid || !sig) throw new FrameError('unsigned', 'A signature needs both kid and sig.');
  const bytes = decodeExactly(sig, SIGNATURE_BYTES);
  const check = bytes ? verify(kid, signedBytes(body), bytes) : 'invalid';
  if (check === 'unknown_key')
    throw new FrameError('unknown_key', 'The frame is signed with a key nobody trusts here.');
  if (check !== 'valid') throw new FrameError('bad_signature', 'The signature does not fit the body.');
  return kid;
}

function unknownKind(body: unknown): { unknown: string; head: FrameHead } {
  const head = FrameHead.safeParse(body);
  if (!head.success) throw new FrameError('malformed', 'The body has no proper head.', { cause: head.error });
  return { unknown: head.data.kind, head: head.data };
}

function refuseUnfit(kind: Kind, from: Side, kid: string | undefined): void {
  const rule = KINDS[kind];
  if (rule.from !== from) throw new FrameError('wrong_side', `A ${from} may not send ${kind}.`);
  if (rule.signed && kid === undefined) throw new FrameError('unsigned', `${kind} must be signed.`);
}

function parseStrictly(text: string, what: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new FrameError('malformed', `The ${what} is not JSON.`, { cause });
  }
  const flaw = findJsonFlaw(text, { maxDepth: MAX_DEPTH, safeKeys: true });
  if (flaw) throw new FrameError('malformed', `The ${what} is refused: ${flaw}.`);
  return value;
}

/** JSON.stringify writes lone surrogates as escapes, in lower case; a literal backslash before `ud8` looks alike. */
function refuseLoneSurrogates(json: string): void {
  if (!/\\ud[89a-f]/.test(json)) return;
  if (findJsonFlaw(json, { maxDepth: Infinity }) === 'lone_surrogate') {
    throw new FrameError('malformed', 'The body holds half a character (a lone surrogate).');
  }
}

function refuseOversize(text: string): void {
  // A UTF-16 unit becomes three bytes at most, so most frames need no counting.
  if (text.length * 3 <= MAX_FRAME_BYTES) return;
  if (text.length > MAX_FRAME_BYTES || Buffer.byteLength(text) > MAX_FRAME_BYTES) {
    throw new FrameError('oversize', `A frame may have ${MAX_FRAME_BYTES} bytes.`);
  }
}
