import type { OutlookMetric } from '@legator/contracts';
import type { CommandWords, Told } from './command-words.js';
import { touchedPaths } from './file-rows.js';
import type { HostDisk, HostFacts } from './host-facts.js';

/** A vital that an effect is about; a disk by the path that is touched on it. */
export interface Wanted {
  readonly metric: OutlookMetric;
  readonly path?: string;
  /** Which effect it is for, as a sentence. */
  readonly why: string;
}

/** A vital of one host that is kept, or why it is not. */
export type Chosen =
  | { readonly metric: OutlookMetric; readonly why: string; readonly disk?: KeptDisk }
  | { readonly notKept: string };

export interface KeptDisk {
  readonly mount: string;
  readonly caveat: string | null;
  /** How full any other file system is: below that the values may be those of another one. */
  readonly others: number;
}

/** Services that begin or end take or give back memory and CPU; what is set about them does not. */
const RUNS = /^(start|stop|restart|up|once|try-restart|condrestart|reload-or-restart|resume)$/;
/** What deletes some of what is in a folder, and not the folder. */
const BELOW = /^(vacuum|discard|mirror|branch|tag|mail|at job)$/;
const POWER = /^(off or reboot|shutdown|shut down|change)$/;
/** Below these there are other file systems than disks, and the inventory tells of disks alone. */
const ELSE_MOUNTED = /^\/(proc|sys|dev|run|tmp|mnt|media|net)(\/|$)/;
/** `df` counts without what is kept for root, sums of bytes do not: so far they may be apart. */
const ROOT_SHARE = 6;

/** The vitals that a command is about: the use of disks for files, memory and CPU for services, load for the host. */
export function wantedVitals(effects: readonly Told[], words: CommandWords): Wanted[] {
  if (words.isElsewhere) return [];
  const disks: Wanted[] = touchedPaths(effects).map(({ path, kind, verb }) => ({
    ...{
      metric: 'disk',
      path: plainPart(path),
      why: `It ${kind === 'delete' ? (BELOW.test(verb) ? 'deletes below' : 'deletes') : 'writes'} ${path}.`,
    },
  }));
  const rest = effects.flatMap(({ kind, verb, target }): Wanted[] => {
    if (kind === 'package' && verb === 'clean' && words.packageManager)
      return [{ metric: 'disk', path: '/var/cache', why: 'It deletes downloads, kept below /var/cache.' }];
    if ((kind === 'service' && RUNS.test(verb)) || (kind === 'process' && verb === 'kill')) {
      const why = `It is about what runs: ${verb} ${target === '*' ? 'something' : target}.`;
      return [
        { metric: 'memory', why },
        { metric: 'cpu', why },
      ];
    }
    if (kind === 'power' && POWER.test(verb)) return [{ metric: 'load', why: 'It is about the whole host.' }];
    return [];
  });
  return [...disks, ...rest];
}

/**
 * What of it is kept for a host. Of disks only the use of the fullest is kept over time, and not which one that was: it
 * counts for a mount only where that is the fullest now, and other file systems bound what may be read from it.
 */
export function chooseFor(host: HostFacts, wanted: readonly Wanted[]): Chosen[] {
  const each = new Map<string, Chosen>();
  for (const want of wanted) {
    const found = want.metric === 'disk' ? diskOf(host, want) : { metric: want.metric, why: want.why };
    const key =
      'notKept' in found ? found.notKept : `${found.metric} ${'disk' in found ? found.disk?.mount : ''}`;
    if (!each.has(key)) each.set(key, found);
  }
  return [...each.values()];
}

function diskOf({ hostname, inventory, vitals }: HostFacts, { path = '/', why }: Wanted): Chosen {
  const disk = mountOf(path, inventory?.disks ?? []);
  if (!disk)
    return {
      notKept: `On which file system of ${hostname} ${path} lies is not known, so its use is not shown.`,
    };
  const fullest = vitals?.fullestMount?.path;
  if (fullest === undefined)
    return {
      notKept: `${hostname} does not tell which of its file systems is the fullest, so the use of ${disk.mount} is not shown.`,
    };
  if (fullest !== disk.mount)
    return {
      notKept: `Over time the use of the fullest file system alone is kept; on ${hostname} that is ${fullest}, and not ${disk.mount}.`,
    };
  const rest = inventory!.disks!.filter(({ mount }) => mount !== disk.mount).map(useOf);
  const others = rest.length > 0 ? Math.max(...rest) + ROOT_SHARE : 0;
  const caveat =
    rest.length > 0
      ? `Kept is the use of the fullest file system, which is ${disk.mount} now; it may have been another one before.`
      : null;
  return { metric: 'disk', why, disk: { mount: disk.mount, caveat, others } };
}

/** The file system that a path is on: the longest mount that it is below. */
export function mountOf(path: string, disks: readonly HostDisk[]): HostDisk | undefined {
  const found = disks
    .filter(({ mount }) => path === mount || path.startsWith(mount.endsWith('/') ? mount : `${mount}/`))
    .sort((a, b) => b.mount.length - a.mount.length)[0];
  return found?.mount === '/' && ELSE_MOUNTED.test(path) ? undefined : found;
}

function useOf({ used_bytes: used, total_bytes: total }: HostDisk): number {
  return total > 0 ? (used / total) * 100 : 0;
}

/** The folder of a pattern, as far as its words are plain. */
function plainPart(path: string): string {
  const pattern = path.search(/[*?[{]/);
  const plain = pattern < 0 ? path : path.slice(0, path.lastIndexOf('/', pattern));
  return plain.replace(/\/+/g, '/').replace(/(?<=.)\/$/, '') || '/';
}
