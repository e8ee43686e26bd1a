import type { Risk } from '@legator/contracts';
import { baseName } from './program-name.js';

/** Programs that destroy data, take the host away, or cut it off. */
const CRITICAL = new Set(
  (
    'rm unlink shred dd wipefs blkdiscard truncate fdisk sfdisk cfdisk gdisk sgdisk parted lvremove vgremove pvremove ' +
    'cryptsetup mdadm zpool zfs btrfs reboot shutdown halt poweroff init telinit kexec userdel groupdel deluser ' +
    'delgroup iptables ip6tables nft ufw setenforce format diskpart srm swapoff fork-bomb'
  ).split(' '),
);

/** Verbs and options that do the same within a program that also does harmless things. */
const CRITICAL_WORDS: Record<string, RegExp> = {
  systemctl: /^(reboot|poweroff|halt|kexec|soft-reboot|emergency|rescue|isolate|exit|switch-root)$/,
  find: /^-delete$/,
  docker: /^(rm|rmi|prune|kill)$/,
  podman: /^(rm|rmi|prune|kill|reset)$/,
  kubectl: /^(delete|drain)$/,
  helm: /^(uninstall|delete)$/,
  terraform: /^destroy$/,
  apt: /^(remove|purge|autoremove)$/,
  'apt-get': /^(remove|purge|autoremove)$/,
  dpkg: /^(-r|-P|--remove|--purge)$/,
  git: /^(clean|--hard)$/,
  journalctl: /^--vacuum/,
  dmesg: /^(-[a-zA-Z]*[cC]|--clear|--read-clear)$/,
  sysctl: /^kernel\.(sysrq|panic)/,
};

/** Programs whose words are, or hold, another command. */
const WRAPPERS = new Set(
  (
    'sudo doas su runuser env nice ionice nohup setsid timeout time stdbuf chrt taskset unshare nsenter chroot setpriv ' +
    'xargs parallel watch flock script strace ltrace gdb perf busybox toybox sh bash dash ash zsh ksh fish find ssh ' +
    'python python3 perl ruby node php lua awk gawk mawk tclsh eval exec command builtin source systemd-run at batch ' +
    'crontab kubectl docker podman lxc virsh machinectl proot fakeroot firejail bwrap capsh ld-linux.so'
  ).split(' '),
);

/** How bad it could be if an unknown command were run: a guess to warn people with, never a reason to run anything. */
export function guessRisk(argv: readonly string[]): Risk {
  const name = baseName(argv[0] ?? '');
  if (isCritical(name, argv.slice(1))) return 'critical';
  if (WRAPPERS.has(name) && looksCritical(argv.slice(1).join(' '))) return 'critical';
  return 'high';
}

/** The same guess over the text of a line that is not one simple command. */
export function guessRiskOfText(line: string): Risk {
  return looksCritical(line) ? 'critical' : 'high';
}

function isCritical(name: string, words: readonly string[]): boolean {
  if (CRITICAL.has(name) || name.startsWith('mkfs') || name.startsWith('mkswap')) return true;
  const pattern = Object.hasOwn(CRITICAL_WORDS, name) ? CRITICAL_WORDS[name] : undefined;
  return pattern !== undefined && words.some((word) => pattern.test(word));
}

function looksCritical(text: string): boolean {
  const words = text.split(/[^A-Za-z0-9_./-]+/).filter((word) => word !== '');
  return words.some((word, i) => isCritical(baseName(word), words.slice(i + 1, i + 8)));
}
