import { open } from 'node:fs/promises';
import { parseSocketLine } from './socket-table.js';
import type { SocketLine } from './socket-table.js';

const MOST_BYTES = 16 * 1024 * 1024;
const PIECE = 65_536;
/** No line of the kernel comes near it. */
const LONGEST_LINE = 1_024;

export interface ReadSockets {
  readonly sockets: readonly SocketLine[];
  /** There was more than is read of one file. */
  readonly cut: boolean;
}

/**
 * A table of the kernel, a piece at a time: of a hundred thousand sockets only those that are of use are kept. Undefined
 * when it cannot be read. Those that listen come first in it, so what is cut off are connections.
 */
export async function readSockets(path: string, mostBytes = MOST_BYTES): Promise<ReadSockets | undefined> {
  const file = await open(path, 'r').catch(() => undefined);
  if (!file) return undefined;
  try {
    const sockets: SocketLine[] = [];
    let rest = '';
    for (let size = 0; ;) {
      const { bytesRead, buffer } = await file.read(Buffer.alloc(PIECE), 0, PIECE);
      if (bytesRead === 0) return { sockets: [...sockets, ...parsed([rest])], cut: false };
      if ((size += bytesRead) > mostBytes) return { sockets, cut: true };
      const lines = (rest + buffer.toString('latin1', 0, bytesRead)).split('\n');
      rest = lines.pop()!.slice(0, LONGEST_LINE);
      for (const one of parsed(lines)) sockets.push(one);
    }
  } catch {
    return undefined;
  } finally {
    await file.close();
  }
}

function parsed(lines: readonly string[]): SocketLine[] {
  return lines.flatMap((line) => (line.length > LONGEST_LINE ? [] : (parseSocketLine(line) ?? [])));
}
