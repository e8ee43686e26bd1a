import { execFile } from 'node:child_process';
import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { COMMAND_ENVIRONMENT } from './environment.js';

/** Both ends of a pipe of the system, as descriptors of this process; children inherit neither unless they are given it. */
export interface Pipe {
  readonly read: number;
  readonly write: number;
}

/**
 * Pipes that programs can share without this process in between. The system makes them by name only, in a folder that
 * nobody else may enter; the names are gone when this returns. Whoever asks closes both ends of each.
 * @throws when there is no place or no descriptor for them
 */
export async function makePipes(count: number): Promise<Pipe[]> {
  if (count === 0) return [];
  const folder = fs.mkdtempSync(join(tmpdir(), 'legator-pipes-'));
  try {
    const paths = Array.from({ length: count }, (_, n) => join(folder, String(n)));
    await promisify(execFile)('mkfifo', ['-m', '600', ...paths], { env: { ...COMMAND_ENVIRONMENT } });
    return openAll(paths);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** Does not mind one that is closed already. */
export function closeEnd(end: number): void {
  try {
    fs.closeSync(end);
  } catch {
    // Closed.
  }
}

function openAll(paths: readonly string[]): Pipe[] {
  const pipes: Pipe[] = [];
  try {
    for (const path of paths) pipes.push(openBoth(path));
    return pipes;
  } catch (error) {
    for (const { read, write } of pipes) [read, write].forEach(closeEnd);
    throw error;
  }
}

function openBoth(path: string): Pipe {
  const { O_RDONLY, O_NONBLOCK, O_WRONLY } = fs.constants;
  // Opened like this it does not wait for a writer; what it then reads from is made to wait again.
  const probe = fs.openSync(path, O_RDONLY | O_NONBLOCK);
  try {
    const write = fs.openSync(path, O_WRONLY);
    try {
      return { read: fs.openSync(path, O_RDONLY), write };
    } catch (error) {
      closeEnd(write);
      throw error;
    }
  } finally {
    closeEnd(probe);
  }
}
