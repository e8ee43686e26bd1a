/** Readers of the kernel's own texts. Each returns undefined for what it cannot find: a missing value is not zero. */

/** `/proc/uptime`, in whole seconds. */
export function parseUptime(text: string): number | undefined {
  return whole(text.split(' ')[0]);
}

/** `/proc/loadavg`: the means of one, five and fifteen minutes. */
export function parseLoad(text: string): [number, number, number] | undefined {
  const load = text.trim().split(/\s+/, 3).map(Number);
  if (load.length < 3 || load.some((value) => !Number.isFinite(value))) return undefined;
  return load as [number, number, number];
}

/** `/proc/meminfo`, each line in bytes. */
export function parseMeminfo(text: string): Map<string, number> {
  const lines = text.matchAll(/^(\w+):\s+(\d+) kB$/gm);
  return new Map([...lines].map(([, name, kilobytes]) => [name!, Number(kilobytes) * 1024]));
}

/** Time of all CPUs together since boot, in ticks. */
export interface CpuTime {
  busy: number;
  total: number;
}

/** First line of `/proc/stat`. Waiting for a disk is idling; the time of guests is in `user` already. */
export function parseCpuTime(text: string): CpuTime | undefined {
  const line = /^cpu +(.*)$/m.exec(text);
  const ticks = line?.[1]?.trim().split(/\s+/).slice(0, 8).map(Number) ?? [];
  if (ticks.length < 4 || ticks.some((value) => !Number.isFinite(value))) return undefined;
  const total = ticks.reduce((sum, value) => sum + value, 0);
  return { busy: total - ticks[3]! - (ticks[4] ?? 0), total };
}

export interface Traffic {
  rx: number;
  tx: number;
}

/** Interfaces whose bytes were already counted on another one, or never leave the host. */
const INNER = /^(lo|veth.*|docker\d*|br-.*|virbr.*|cni.*|flannel.*|cali.*|dummy\d*)$/;

/** `/proc/net/dev`: bytes of all outer interfaces since boot. */
export function parseTraffic(text: string): Traffic {
  const sum = { rx: 0, tx: 0 };
  for (const [, name, counters] of text.matchAll(/^\s*([^\s:]+):\s*(.*)$/gm)) {
    const values = counters!.trim().split(/\s+/).map(Number);
    if (INNER.test(name!) || values.length < 9 || !Number.isFinite(values[0]) || !Number.isFinite(values[8]))
      continue;
    sum.rx += values[0]!;
    sum.tx += values[8]!;
  }
  return sum;
}

export interface Mount {
  device: string;
  mount: string;
  type: string;
}

/** Types that live on a disk of this host. A network file system is left alone: asking it for its size may hang. */
const REAL = new Set(
  'ext2 ext3 ext4 xfs btrfs zfs f2fs jfs reiserfs bcachefs vfat exfat ntfs ntfs3'.split(' '),
);

/** `/proc/self/mounts`: each real file system once, at its shortest path; of a container its root as well. */
export function parseMounts(text: string): Mount[] {
  const found = new Map<string, Mount>();
  for (const line of text.split('\n')) {
    const [device = '', mount = '', type = ''] = line.split(' ').map(unescapeOctal);
    if (!REAL.has(type) && !(type === 'overlay' && mount === '/')) continue;
    const before = found.get(device);
    if (!before || mount.length < before.mount.length) found.set(device, { device, mount, type });
  }
  return [...found.values()];
}

function unescapeOctal(text: string): string {
  return text.replace(/\\([0-7]{3})/g, (_all, digits: string) => String.fromCharCode(parseInt(digits, 8)));
}

function whole(text: string | undefined): number | undefined {
  const value = Math.floor(Number(text));
  return text && Number.isFinite(value) && value >= 0 ? value : undefined;
}
