import { FrameError, type Message, type OutgoingSession } from '@legator/wire';

/**
 * The text of a message. Where half a character stands in it, as a name or fact of the host may bring along, a sign for
 * it takes its place: the end of a command arrives whatever a host calls its things.
 */
export function wholeText(out: OutgoingSession<'probe'>, message: Message<'probe'>): string {
  try {
    return out.encode(message);
  } catch (error) {
    if (!(error instanceof FrameError) || error.code !== 'malformed') throw error;
    return out.encode(wellFormed(message));
  }
}

function wellFormed<T>(value: T): T {
  const whole = (_key: string, one: unknown) => (typeof one === 'string' ? one.toWellFormed() : one);
  return JSON.parse(JSON.stringify(value, whole)) as T;
}
