import { setImmediate } from 'node:timers/promises';
import { covers, type Level } from '@legator/contracts';
import type { Filled } from '../execution/run-request.js';

interface Judged {
  readonly level: Level;
  readonly known: boolean;
  readonly sensitive?: boolean;
  readonly asks?: boolean;
}

/** So many are judged before other work of the probe has its turn. */
const AT_ONCE = 100;

/**
 * A pattern is judged by what it might stand for, and no list of that is whole; so what it does stand for is judged once
 * more, path by path, before a program has it. Throws where a path needs more than the pattern did.
 */
export function whatFits(judge: (argv: readonly string[]) => Judged): Filled {
  return async (argv, at, paths) => {
    const granted = judge(argv);
    // By itself nobody knows it: it was let run for what stands around it.
    if (!granted.known) return;
    for (const [i, path] of paths.entries()) {
      if (i % AT_ONCE === AT_ONCE - 1) await setImmediate();
      // What no shell reads may hold any letter; the judge asks about odd ones in lines.
      if (isWithin(judge(argv.with(at, path.replace(/[^\x20-\x7e]/g, 'x'))), granted)) continue;
      throw new Error(`${argv[at]!} stands for ${path} here, and a person has to approve that by its name`);
    }
  };
}

function isWithin(own: Judged, granted: Judged): boolean {
  if (!own.known || (own.sensitive && !granted.sensitive) || (own.asks && !granted.asks)) return false;
  return covers(granted.level, own.level);
}
