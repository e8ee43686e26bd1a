import { readdir } from 'node:fs/promises';
import { availableParallelism, networkInterfaces, release, totalmem } from 'node:os';
import { Inventory } from '@legator/contracts';
import { PLATFORM } from '../enrolment.js';
import { PROBE_VERSION } from '../version.js';
import { readDisks, type DiskUse } from '../vitals/disks.js';
import { readProgram, readText } from '../vitals/reading.js';
import {
  clip,
  parseApk,
  parseCpuModel,
  parseDpkg,
  parseOsRelease,
  parseRpm,
  parseServices,
  parseUsers,
} from './parsers.js';
import type { Package, Service, User } from './parsers.js';

const MOST = { packages: 20_000, services: 5_000, users: 5_000, interfaces: 2_000 } as const;
type Interface = NonNullable<Inventory['interfaces']>[number];

/** What the probe knows of its host without looking. */
export interface HostFacts {
  hostname: string;
  kubernetes?: Record<string, string> | undefined;
  now: Date;
}

/** What this host is made of, now. A source that fails, or is missing here, leaves its field out. */
export async function collectInventory({ hostname, kubernetes, now }: HostFacts): Promise<Inventory> {
  const [osRelease, cpuinfo, disks, interfaces, packages, services, users] = await Promise.all([
    readText('/etc/os-release'),
    readText('/proc/cpuinfo'),
    readDisks(),
    readInterfaces(),
    readPackages(),
    readServices(),
    readUsers(),
  ]);
  const system = parseOsRelease(osRelease ?? '');
  return Inventory.parse({
    hostname: clip(hostname),
    ...PLATFORM,
    kernel: clip(release()),
    distribution: system.get('ID'),
    distribution_version: system.get('VERSION_ID'),
    distribution_name: system.get('PRETTY_NAME'),
    cpus: availableParallelism(),
    cpu_model: parseCpuModel(cpuinfo ?? ''),
    mem_total_bytes: totalmem(),
    disk_total_bytes: disks?.reduce((sum, { total }) => sum + total, 0) ?? 0,
    disks: disks?.map(diskEntry),
    interfaces: interfaces?.slice(0, MOST.interfaces),
    packages: packages?.slice(0, MOST.packages),
    services: services?.slice(0, MOST.services),
    users: users?.slice(0, MOST.users),
    metadata: kubernetes,
    probe_version: PROBE_VERSION,
    collected_at: now.toISOString(),
  });
}

function diskEntry({
  mount,
  device,
  type,
  total,
  used,
  inodesPercent,
}: DiskUse): NonNullable<Inventory['disks']>[number] {
  return {
    mount: clip(mount),
    device: clip(device),
    type: clip(type),
    total_bytes: total,
    used_bytes: used,
    ...(inodesPercent === undefined ? {} : { inodes_percent: inodesPercent }),
  };
}

async function readInterfaces(): Promise<Interface[] | undefined> {
  const names = await readdir('/sys/class/net').catch(() => undefined);
  if (!names) return undefined;
  const addresses = networkInterfaces();
  const found = names.filter((name) => name !== 'lo').slice(0, MOST.interfaces);
  return Promise.all(found.map((name) => readInterface(name, addresses[name])));
}

async function readInterface(name: string, addresses: { cidr: string | null }[] = []): Promise<Interface> {
  const [mac, state] = await Promise.all(
    ['address', 'operstate'].map(async (file) => (await readText(`/sys/class/net/${name}/${file}`))?.trim()),
  );
  const addrs = addresses.flatMap(({ cidr }) => (cidr ? [clip(cidr)] : [])).slice(0, 256);
  return {
    name: clip(name),
    ...(mac ? { mac: clip(mac) } : {}),
    ...(addrs.length > 0 ? { addrs } : {}),
    // Tunnels report `unknown`; one with an address works.
    state: state === 'up' || (state === 'unknown' && addrs.length > 0) ? 'up' : 'down',
  };
}

/** What is installed, by the first package manager that answers. */
export async function readPackages(): Promise<Package[] | undefined> {
  const format = '${db:Status-Abbrev}\\t${Package}\\t${Version}\\n';
  const dpkg = await readProgram('dpkg-query', ['-W', '-f', format]);
  if (dpkg) return parseDpkg(dpkg);
  const rpm = await readProgram('rpm', ['-qa', '--qf', '%{NAME}\\t%{VERSION}-%{RELEASE}\\n']);
  if (rpm) return parseRpm(rpm);
  const apk = await readText('/lib/apk/db/installed');
  return apk === undefined ? undefined : parseApk(apk);
}

async function readServices(): Promise<Service[] | undefined> {
  const common = ['--type=service', '--no-legend', '--no-pager', '--plain'];
  const [units, files] = await Promise.all([
    readProgram('systemctl', ['list-units', '--all', ...common]),
    readProgram('systemctl', ['list-unit-files', ...common]),
  ]);
  return units === undefined ? undefined : parseServices(units, files ?? '');
}

async function readUsers(): Promise<User[] | undefined> {
  const [passwd, group] = await Promise.all([readText('/etc/passwd'), readText('/etc/group')]);
  return passwd === undefined ? undefined : parseUsers(passwd, group ?? '');
}
