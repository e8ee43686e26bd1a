/** One file system as `df -P -k` prints it; bytes. */
export interface DiskLine {
  readonly mount: string;
  readonly percent: number;
  readonly free: number;
  readonly total: number;
}

export interface ProcessLine {
  readonly pid: string;
  readonly user: string;
  readonly cpu: number;
  readonly memory: number;
  readonly name: string;
}

export interface PortLine {
  readonly protocol: string;
  readonly address: string;
  readonly port: string;
}

export interface SessionLine {
  readonly user: string;
  readonly terminal: string;
  readonly since: string;
}

const KIB = 1_024;
const NOT_DISKS =
  /^(?:tmpfs|devtmpfs|udev|overlay|shm|efivarfs|none|proc|sysfs|cgroup\w*|\/dev\/loop\d+|ramfs|devfs|map)$/;

/** Real file systems, each device once; whatever is no such line is passed over. */
export function diskLines(output: string): DiskLine[] {
  const seen = new Set<string>();
  return linesOf(output).flatMap((line) => {
    const [device, blocks, , available, percent, ...mount] = line.trim().split(/\s+/);
    if (!device || !percent?.endsWith('%') || mount.length === 0 || NOT_DISKS.test(device)) return [];
    const [total, free, share] = [
      Number(blocks) * KIB,
      Number(available) * KIB,
      Number(percent.slice(0, -1)),
    ];
    if (![total, free, share].every(Number.isFinite) || total <= 0 || seen.has(device)) return [];
    seen.add(device);
    return [{ mount: mount.join(' '), percent: share, free, total }];
  });
}

/** Bytes, as `free -b` prints them; `available` is what new work may take. */
export function memoryLine(output: string): { total: number; available: number } | undefined {
  const line = linesOf(output).find((one) => /^mem:/i.test(one.trim()));
  const numbers = line?.trim().split(/\s+/).slice(1).map(Number) ?? [];
  const total = numbers[0] ?? 0;
  const available = numbers[5] ?? numbers[2];
  return total > 0 && available !== undefined && Number.isFinite(available)
    ? { total, available }
    : undefined;
}

/** As `ps -eo pid,user,pcpu,pmem,comm` prints them, in its order. */
export function processLines(output: string): ProcessLine[] {
  return linesOf(output).flatMap((line) => {
    const [pid, user, cpu, memory, ...name] = line.trim().split(/\s+/);
    if (!/^\d+$/.test(pid ?? '') || !user || name.length === 0) return [];
    const [used, held] = [Number(cpu), Number(memory)];
    if (!Number.isFinite(used) || !Number.isFinite(held)) return [];
    return [{ pid: pid!, user, cpu: used, memory: held, name: name.join(' ') }];
  });
}

/** As `ss -Htuln` prints them, each once. */
export function portLines(output: string): PortLine[] {
  const found = linesOf(output).flatMap((line) => {
    const [protocol, , , , local] = line.trim().split(/\s+/);
    const [, address, port] = /^(.+):(\d{1,5})$/.exec(local ?? '') ?? [];
    return protocol && address && port && /^(?:tcp|udp)/.test(protocol) ? [{ protocol, address, port }] : [];
  });
  return [...new Map(found.map((one) => [`${one.protocol} ${one.address} ${one.port}`, one])).values()].sort(
    (a, b) => Number(a.port) - Number(b.port),
  );
}

/** As `who` prints them. */
export function sessionLines(output: string): SessionLine[] {
  return linesOf(output).flatMap((line) => {
    const [user, terminal, ...since] = line.trim().split(/\s+/);
    return user && terminal && since.length > 0 ? [{ user, terminal, since: since.join(' ') }] : [];
  });
}

/** Names of units, as `systemctl list-units --plain --no-legend` prints them. */
export function unitLines(output: string): string[] {
  return linesOf(output).flatMap((line) => /^\s*(?:[●*]\s+)?(\S+\.\w+)\s/.exec(line)?.[1] ?? []);
}

function linesOf(output: string): string[] {
  return output.split('\n').filter((line) => line.trim() !== '');
}
