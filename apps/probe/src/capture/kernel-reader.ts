import { readdir, readFile, readlink } from 'node:fs/promises';
import { hostname, networkInterfaces } from 'node:os';
import { readText } from '../vitals/reading.js';
import { ABSENT, listed, present, unread, type Found } from './found.js';

/** A setting of the kernel, in dots. */
export async function readSysctl(name: string): Promise<Found> {
  try {
    const value = await readFile(`/proc/sys/${name.replaceAll('.', '/')}`, 'utf8');
    return present({ value: value.trim().replace(/\s+/g, ' ') });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'ENOENT'
      ? ABSENT
      : unread(code === 'EISDIR' ? 'it is a group of settings' : String(code));
  }
}

export async function readModule(name: string): Promise<Found> {
  const modules = await readText('/proc/modules');
  if (modules === undefined) return unread('the kernel does not list its modules');
  return modules.split('\n').some((line) => line.startsWith(`${name} `))
    ? present({ loaded: 'yes' })
    : ABSENT;
}

/** One process by its number, or how many there are of a name. */
export async function readProcess(name: string): Promise<Found> {
  if (!/^\d+$/.test(name)) return countOf(name);
  const stat = await readText(`/proc/${name}/stat`);
  if (stat === undefined) return ABSENT;
  const end = stat.lastIndexOf(')');
  // Its start, in ticks since the host started, tells it from a later one of the same number.
  const [state, ...rest] = stat.slice(end + 2).split(' ');
  return present({ program: stat.slice(stat.indexOf('(') + 1, end), status: state, started: rest[18] });
}

async function countOf(name: string): Promise<Found> {
  const pids = (await readdir('/proc').catch(() => [])).filter((entry) => /^\d+$/.test(entry));
  if (pids.length === 0) return unread('the kernel does not list its processes');
  const names = await Promise.all(pids.map((pid) => readText(`/proc/${pid}/comm`)));
  const running = names.filter((comm) => comm?.trim() === name.slice(0, 15)).length;
  return running === 0 ? ABSENT : present({ running: String(running) });
}

/** What is mounted, and what is swapped to. */
export async function readMounts(): Promise<Found> {
  const [mounts, swaps] = await Promise.all([readText('/proc/self/mounts'), readText('/proc/swaps')]);
  if (mounts === undefined) return unread('the kernel does not list its mounts');
  const lines = mounts.split('\n').map((line) => line.split(' ').slice(0, 4).join(' '));
  const swap = (swaps ?? '')
    .split('\n')
    .slice(1)
    .map((line) => line.split(/\s+/)[0]);
  return listed(
    [...lines, ...swap.map((device) => device && `${device} swap`)].filter((line) => !!line) as string[],
  );
}

/** Links with their state and addresses, the routes, and who answers for names. */
export async function readNetwork(): Promise<Found> {
  const links = await readdir('/sys/class/net').catch(() => []);
  const addresses = networkInterfaces();
  const [route, resolv] = await Promise.all([readText('/proc/net/route'), readText('/etc/resolv.conf')]);
  const lines = await Promise.all(
    links.sort().map(async (link) => {
      const state = (await readText(`/sys/class/net/${link}/operstate`))?.trim() ?? '';
      const mtu = (await readText(`/sys/class/net/${link}/mtu`))?.trim() ?? '';
      return [link, state, `mtu ${mtu}`, ...(addresses[link] ?? []).map(({ cidr }) => cidr)].join(' ');
    }),
  );
  return listed([...lines, ...routes(route ?? ''), ...(resolv?.match(/^nameserver .+$/gm) ?? [])]);
}

export function readHostname(): Promise<Found> {
  return Promise.resolve(present({ name: hostname() }));
}

export async function readTimezone(): Promise<Found> {
  const link = await readlink('/etc/localtime').catch(() => undefined);
  const zone = link?.replace(/^.*\/zoneinfo\//, '') ?? (await readText('/etc/timezone'))?.trim();
  return zone ? present({ zone }) : unread('this host does not say its time zone');
}

const LISTENING: Record<string, string> = { tcp: '0A', tcp6: '0A', udp: '07', udp6: '07' };

/** Addresses and ports on which something listens. */
export async function readSockets(): Promise<Found> {
  const tables = await Promise.all(
    Object.entries(LISTENING).map(async ([protocol, state]) => {
      const table = await readText(`/proc/net/${protocol}`);
      return table === undefined ? [] : listening(protocol, table, state);
    }),
  );
  const lines = [...new Set(tables.flat())].sort();
  return lines.length === 0 && (await readText('/proc/net/tcp')) === undefined
    ? unread('the kernel does not list its sockets')
    : listed(lines);
}

/** Rows of `/proc/net/tcp` and its like that are in a state. */
export function listening(protocol: string, table: string, state: string): string[] {
  return table
    .split('\n')
    .slice(1)
    .flatMap((row) => {
      const [, local = '', , found] = row.trim().split(/\s+/);
      const [address = '', port = ''] = local.split(':');
      return found === state ? [`${protocol} ${addressOf(address)}:${parseInt(port, 16)}`] : [];
    });
}

/** The kernel writes each four bytes of an address backwards. */
function addressOf(hex: string): string {
  const bytes = (hex.match(/.{8}/g) ?? []).flatMap((word) => (word.match(/../g) ?? []).reverse());
  if (bytes.length === 4) return bytes.map((byte) => parseInt(byte, 16)).join('.');
  const words = Array.from({ length: 8 }, (_, n) => parseInt(`${bytes[2 * n]}${bytes[2 * n + 1]}`, 16));
  const text = words.map((word) => word.toString(16)).join(':');
  return `[${text.replace(/(?:^|:)0(?::0)+(?::|$)/, '::')}]`;
}

function routes(table: string): string[] {
  return table
    .split('\n')
    .slice(1)
    .flatMap((row) => {
      const [link, to = '', by = '', , , , , mask = ''] = row.split(/\s+/);
      return link ? [`route ${addressOf(to)}/${addressOf(mask)} via ${addressOf(by)} ${link}`] : [];
    });
}
