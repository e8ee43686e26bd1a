import { DOCKER_SOCKET } from './docker-reads.js';

/** What single programs need of the host to look at it, beyond what every program in the sandbox sees. */
export interface Needs {
  /** Sockets that its reading verbs ask; whoever answers there decides what an unprivileged caller may do. */
  readonly sockets?: readonly string[];
  /** Sockets that the probe stands in front of, so that only reads come through. */
  readonly guarded?: readonly string[];
  /** Sockets that it may only ask at `diagnose`. */
  readonly activeSockets?: readonly string[];
  /** Capabilities, where the probe has them to give. With any, it opens no file for writing. */
  readonly capabilities?: readonly string[];
  /** It asks for the state of interfaces by a socket that nothing is sent on. */
  readonly interfaces?: true;
  /** It looks at memory and queues that programs share. */
  readonly sharedMemory?: true;
  /** It reads the start of disks. */
  readonly disks?: true;
  /** What it says is about mounts or places as the host has them. */
  readonly places?: true;
}

const BUS = ['/run/dbus/system_bus_socket'];

const TABLE: Readonly<Record<string, Needs>> = {
  'systemctl loginctl hostnamectl timedatectl localectl networkctl resolvectl busctl machinectl systemd-analyze systemd-cgls nmcli':
    { sockets: BUS },
  'docker docker-compose': { guarded: [DOCKER_SOCKET] },
  dmesg: { capabilities: ['CAP_SYSLOG'] },
  'ss netstat lsof fuser': { capabilities: ['CAP_SYS_PTRACE'] },
  'ifconfig route arp ethtool iwconfig mii-tool nameif brctl': { interfaces: true },
  'ipcs lsipc': { sharedMemory: true },
  'blkid fdisk sfdisk parted lsblk': { disks: true, places: true },
  'df findmnt mount mountpoint du ncdu stat': { places: true },
  'psql pg_isready pg_dump': { activeSockets: ['/run/postgresql'] },
  'mysql mysqladmin mysqldump mariadb mariadb-admin': { activeSockets: ['/run/mysqld'] },
};

const BY_NAME = new Map(
  Object.entries(TABLE).flatMap(([names, needs]) => names.split(' ').map((name) => [name, needs] as const)),
);

/** Only for the system's own programs: a file of the same name elsewhere may be anything. */
const OWN_PLACE = /^(\/usr\/local|\/usr)?\/s?bin\//;

/** @param program where it lies, as it was found by the path that commands are given */
export function needsOf(program: string): Needs {
  if (!OWN_PLACE.test(program)) return {};
  return BY_NAME.get(program.slice(program.lastIndexOf('/') + 1)) ?? {};
}
