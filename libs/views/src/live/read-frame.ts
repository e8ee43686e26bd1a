import { ConsoleClientFrame } from '@legator/contracts';
import { DomainError } from '@legator/core';

const KNOWN = new Set<unknown>(ConsoleClientFrame.options.map((one) => one.shape.type.value));
const LONGEST_MESSAGE = 300;

/** A frame of the console as it came. @throws what is wrong with it, in words that quote little of it */
export function readFrame(text: string): ConsoleClientFrame {
  const said = parse(text);
  const read = ConsoleClientFrame.safeParse(said);
  if (read.success) return read.data;
  const type = typeof said === 'object' && said !== null ? (said as { type?: unknown }).type : undefined;
  if (typeof type === 'string' && !KNOWN.has(type)) {
    throw wrong('console.unknown_frame', `There is no frame of type "${type.slice(0, 64)}".`);
  }
  const [issue] = read.error.issues;
  const where = issue?.path.length ? `${issue.path.join('.')}: ` : '';
  throw wrong('console.bad_frame', `${where}${issue?.message ?? 'It has the wrong shape.'}`);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw wrong('console.bad_frame', 'A frame is one JSON object.');
  }
}

function wrong(code: string, message: string): DomainError {
  return new DomainError('invalid', code, message.slice(0, LONGEST_MESSAGE));
}
