import type { RunCommand } from '@legator/contracts';
import { invalidAt } from '@legator/core';
import { readLine } from '@legator/shell';
import type { CommandAsk } from './command-requests.service.js';

const NS_PER_MS = 1_000_000;

/**
 * What a body asks for, apart from the probe. With `args` it is an argv as it stands; a command alone is a line: its
 * words if it is one simple command, else the line itself, which a person has to judge.
 */
export async function readCommand(
  body: Pick<RunCommand, 'command' | 'args' | 'timeout' | 'level' | 'stream' | 'reason'>,
  stream = false,
): Promise<Omit<CommandAsk, 'probeId'>> {
  return {
    words: await readWords(body.command, body.args),
    timeoutMs: body.timeout ? Math.max(1, Math.ceil(body.timeout / NS_PER_MS)) : undefined,
    stream: stream || (body.stream ?? false),
    level: body.level,
    reason: body.reason,
  };
}

async function readWords(command: string, args: readonly string[] | undefined): Promise<CommandAsk['words']> {
  if (args) return { argv: [command, ...args] };
  const reading = await readLine(command);
  if (reading.kind === 'argv') return { argv: reading.argv };
  if (reading.why === 'empty' || reading.why === 'too_long') throw invalidAt('command', reading.text);
  return { line: command };
}
