import { join } from 'node:path';
import { pino } from 'pino';
import type { DestinationStream } from 'pino';
import type { Config } from '@legator/core';

/**
 * Where log lines go: to standard output, as a service manager or a container expects; at somebody's terminal to a
 * file in the data directory, so that the terminal shows what a person needs.
 *
 * @returns nothing for standard output
 */
export function logDestination(
  { dataDir }: Config,
  terminal = process.stdout.isTTY,
): DestinationStream | undefined {
  if (!terminal) return undefined;
  return pino.destination({ dest: logFile(dataDir), mkdir: true, sync: false, mode: 0o600 });
}

export function logFile(dataDir: string): string {
  return join(dataDir, 'logs', 'control-plane.log');
}
