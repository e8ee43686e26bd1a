import fs from 'node:fs';
import { join } from 'node:path';

interface Holder {
  pid: number;
  /** When that process started, in ticks since boot: a number may have been given to another process since. */
  started: string;
}

/** Takes the data folder for this process alone: two journals in one folder could run a dispatch twice. */
export function lockData(folder: string): () => void {
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, 'probe.lock');
  const holder = holderOf(folder);
  if (holder && holder.pid !== process.pid) {
    throw new Error(`Another probe (process ${holder.pid}) uses ${folder}.`);
  }
  // What is left belongs to a process that is gone.
  fs.rmSync(path, { force: true });
  const mine: Holder = { pid: process.pid, started: startOf(process.pid) ?? '' };
  fs.writeFileSync(path, JSON.stringify(mine), { flag: 'wx', mode: 0o600 });
  return () => fs.rmSync(path, { force: true });
}

/** The living process that holds the folder, if any. */
export function holderOf(folder: string): Holder | undefined {
  try {
    const holder = JSON.parse(fs.readFileSync(join(folder, 'probe.lock'), 'utf8')) as Holder;
    return startOf(holder.pid) === holder.started ? holder : undefined;
  } catch {
    return undefined;
  }
}

/** Nothing for a process that is gone, also when it was killed and its parent has not looked yet. */
function startOf(pid: number): string | undefined {
  try {
    const stat = fs.readFileSync(`/proc/${Number(pid)}/stat`, 'utf8');
    // The name in parentheses may hold anything, blanks too; what follows it does not.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' || fields[0] === 'X' ? undefined : fields[19];
  } catch {
    return undefined;
  }
}
