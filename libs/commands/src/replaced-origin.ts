import { CommandPayload } from '@legator/contracts';
import type { DirectiveOrigin } from '@legator/contracts';
import { DomainError } from '@legator/core';
import type { Gate, Tx } from '@legator/core';
import type { DirectiveControl } from '@legator/directives';
import { canonical, readLine } from '@legator/shell';
import type { CommandAsk } from './command-requests.service.js';

interface Rooms {
  readonly gate: Gate;
  readonly control: DirectiveControl;
}

/**
 * Where a command comes from that takes the place of another: from the same conversation while its words are the same. What
 * a model proposed does not become a person's own by being sent once more; with other words it is.
 */
export async function replacedOrigin(
  tx: Tx,
  { gate, control }: Rooms,
  { supersedes, words, probeId }: CommandAsk,
): Promise<DirectiveOrigin | undefined> {
  if (!supersedes) return undefined;
  const held = await gate.heldBy(tx, supersedes).catch(untold);
  if (held === undefined) return undefined;
  const { origin, payload } = await control.get(tx, held);
  const before = CommandPayload.safeParse(payload).data;
  if (!origin || before?.probe_id !== probeId) return undefined;
  return (await meaningOf(before)) === (await meaningOf(words)) ? origin : undefined;
}

/**
 * The same for one command however it is written: as words, as the line that stands for these words on a page, or with
 * other blanks and ends of lines, which a text field changes by itself. It may only take two for one, never one for two.
 */
async function meaningOf(words: {
  readonly argv?: readonly string[];
  readonly line?: string | undefined;
}): Promise<string> {
  const { argv = [], line } = words;
  return (line === undefined ? canonical(argv) : await canonicalLine(line)).replaceAll(/\s+/g, '');
}

async function canonicalLine(line: string): Promise<string> {
  const text = line.replaceAll(/\r\n?/g, '\n').trim();
  const reading = await readLine(text);
  return reading.kind === 'argv' ? canonical(reading.argv) : text;
}

/** That it may not be replaced is said by whoever replaces it, behind the verdict. */
function untold(error: unknown): undefined {
  if (error instanceof DomainError) return undefined;
  throw error;
}
