import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';

export interface Attachment {
  readonly type: string;
  readonly name: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * Sends text as it is made, no faster than the reader takes it. What fails before the first piece is answered as an
 * error; what fails later ends the connection, so that half a file is never taken for a whole one.
 */
export async function sendStream(
  response: Response,
  { type, name, headers }: Attachment,
  pieces: AsyncGenerator<string>,
): Promise<void> {
  const first = await pieces.next();
  response.status(200).set({
    'Content-Type': type,
    'Content-Disposition': `attachment; filename="${name}"`,
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    ...headers,
  });
  try {
    await pipeline(Readable.from(all(first, pieces)), response);
  } catch (error) {
    // The reader going away in the middle is their choice, not our failure.
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  }
}

async function* all(first: IteratorResult<string>, rest: AsyncGenerator<string>): AsyncGenerator<string> {
  if (first.done) return;
  yield first.value;
  yield* rest;
}
