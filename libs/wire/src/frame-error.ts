import { CLOSE } from '@legator/contracts';

export type FrameErrorCode =
  /** Larger than MAX_FRAME_BYTES. */
  | 'oversize'
  /** Not a frame, or a body its schema refuses. */
  | 'malformed'
  /** This kind must be signed and is not, or nobody gave a key to sign it with. */
  | 'unsigned'
  | 'bad_signature'
  | 'unknown_key'
  /** A kind that only the other side may send. */
  | 'wrong_side'
  | 'wrong_session'
  | 'wrong_probe'
  /** The number is not the last one plus one, or the greeting is missing or repeated. */
  | 'out_of_order';

const SUSPICIOUS: ReadonlySet<FrameErrorCode> = new Set(['unsigned', 'bad_signature', 'unknown_key']);

/** A frame that was refused. Nothing of it may be acted on, and the link it came by should be closed. */
export class FrameError extends Error {
  override readonly name = 'FrameError';

  constructor(
    readonly code: FrameErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }

  /** The code to close the link with. */
  get closeCode(): number {
    return SUSPICIOUS.has(this.code) ? CLOSE.badSignature : CLOSE.malformed;
  }
}
