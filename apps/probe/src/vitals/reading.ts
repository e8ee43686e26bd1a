import { execFile } from 'node:child_process';
import { open, readdir } from 'node:fs/promises';
import { COMMAND_ENVIRONMENT } from '../execution/environment.js';

const MOST_BYTES = 4 * 1024 * 1024;
const CHILD_MS = 10_000;
const CHILD_BYTES = 8 * 1024 * 1024;

/** A file as text, its first 4 MiB; undefined when it cannot be read. */
export async function readText(path: string): Promise<string | undefined> {
  try {
    const file = await open(path, 'r');
    try {
      return await readUpTo(file, MOST_BYTES);
    } finally {
      await file.close();
    }
  } catch {
    return undefined;
  }
}

async function readUpTo(file: Awaited<ReturnType<typeof open>>, most: number): Promise<string> {
  const parts: Buffer[] = [];
  // Files of the kernel have no size, so they are read until they end.
  for (let size = 0; size < most;) {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(65_536), 0, 65_536);
    if (bytesRead === 0) break;
    parts.push(buffer.subarray(0, bytesRead));
    size += bytesRead;
  }
  return Buffer.concat(parts).toString('utf8');
}

/** How many processes this host shows us. */
export async function countProcesses(): Promise<number | undefined> {
  const names = await readdir('/proc').catch(() => undefined);
  return names?.filter((name) => /^\d+$/.test(name)).length;
}

/** What a program prints, bounded in time and size; undefined when it fails, is missing or exceeds either. */
export function readProgram(
  program: string,
  args: string[],
  timeoutMs = CHILD_MS,
): Promise<string | undefined> {
  return new Promise((resolve) => {
    const options = {
      cwd: '/',
      env: { ...COMMAND_ENVIRONMENT },
      timeout: timeoutMs,
      killSignal: 'SIGKILL' as const,
      maxBuffer: CHILD_BYTES,
    };
    execFile(program, args, options, (error, stdout) => resolve(error ? undefined : stdout));
  });
}

/** The value, or undefined when it fails or is not there in time. */
export async function within<T>(ms: number, value: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => (timer = setTimeout(() => resolve(undefined), ms)));
  try {
    return await Promise.race([value, late]);
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}
