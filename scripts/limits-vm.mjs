// Holds commands to limits by control groups of version 2 on a kernel that has them, in an emulator: whatever this machine runs.
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { productNode, root, run, runNode, Stop } from './workspace.mjs';

const KERNEL = 'linux-image-cloud-amd64';
const TOOLS = {
  'qemu-system-x86_64': 'qemu-system-x86',
  busybox: 'busybox-static',
  cpio: 'cpio',
  'dpkg-deb': 'dpkg',
};
const LONGEST_MS = 600_000;

/** Everything is a file in memory; the one program writes what it found, and the machine is switched off. */
const INIT = `#!/bin/busybox sh
/bin/busybox --install -s /bin
export PATH=/bin
mount -t proc proc /proc; mount -t sysfs sys /sys; mount -t devtmpfs dev /dev; mount -t tmpfs tmp /tmp
mount -t cgroup2 none /sys/fs/cgroup
echo '+memory +pids +cpu' > /sys/fs/cgroup/cgroup.subtree_control
mkdir /sys/fs/cgroup/probe
sh -c 'echo $$ > /sys/fs/cgroup/probe/cgroup.procs; exec node /limits.cjs'
poweroff -f
`;

/** @throws Stop with what failed; where the emulator or the kernel cannot be had, with a loud line, nothing is tried */
export async function tryLimitsInVm() {
  const missing = Object.entries(TOOLS).filter(([program]) => !isThere(program));
  if (missing.length > 0 || process.arch !== 'x64') {
    const wanted = missing.map(([, name]) => name).join(' ');
    console.error(`SKIPPED: limits on a real kernel need a PC with Debian's ${wanted || 'qemu-system-x86'}.`);
    return;
  }
  const folder = await mkdtemp(join(tmpdir(), 'legator-vm-'));
  try {
    const [kernel, initrd] = [fetchKernel(folder), await pack(folder)];
    const said = await boot(kernel, initrd);
    const failed = said.filter((line) => !line.startsWith('ok '));
    if (failed.length > 0 || said.length === 0)
      throw new Stop(`Limits on a real kernel: ${failed.join('; ') || 'it said nothing'}.`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function isThere(program) {
  try {
    execFileSync('sh', ['-c', 'command -v "$0"', program], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Debian's own, taken apart and not installed. */
function fetchKernel(folder) {
  const depends = execFileSync('apt-cache', ['depends', KERNEL], { encoding: 'utf8' });
  const name = /Depends: (linux-image-\S+)/.exec(depends)?.[1];
  if (!name) throw new Stop(`Debian's list has no ${KERNEL}. Run apt-get update.`);
  execFileSync('apt-get', ['download', '-qq', name], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  const file = readdirSync(folder).find((one) => one.endsWith('.deb'));
  execFileSync('dpkg-deb', ['-x', file, 'kernel'], { cwd: folder });
  const image = readdirSync(join(folder, 'kernel/boot')).find((one) => one.startsWith('vmlinuz'));
  return join(folder, 'kernel/boot', image);
}

async function pack(folder) {
  const disk = join(folder, 'disk');
  for (const dir of ['bin', 'proc', 'sys', 'dev', 'tmp']) mkdirSync(join(disk, dir), { recursive: true });
  const bundle = join(disk, 'limits.cjs');
  const code = await runNode([join(root, 'scripts/bundle-probe.mjs'), 'test/limits/in-a-vm.ts', bundle]);
  if (code !== 0) throw new Stop('The program for the emulator could not be put together.');
  const node = productNode();
  copyFileSync(node, join(disk, 'bin/node'));
  const libraries = execFileSync('ldd', [node], { encoding: 'utf8' }).match(/\/\S+/g) ?? [];
  for (const library of libraries) {
    mkdirSync(join(disk, dirname(library)), { recursive: true });
    copyFileSync(library, join(disk, library));
  }
  const busybox = execFileSync('sh', ['-c', 'command -v busybox'], { encoding: 'utf8' }).trim();
  copyFileSync(busybox, join(disk, 'bin/busybox'));
  symlinkSync('busybox', join(disk, 'bin/sh'));
  writeFileSync(join(disk, 'init'), INIT, { mode: 0o755 });
  execFileSync('sh', ['-c', 'find . | cpio -o -H newc --quiet > ../disk.cpio'], { cwd: disk });
  return join(dirname(disk), 'disk.cpio');
}

/** @returns its lines about the cases */
async function boot(kernel, initrd) {
  const machine = ['-accel', 'tcg', '-cpu', 'max', '-m', '1500', '-nographic', '-no-reboot', '-nic', 'none'];
  const what = ['-kernel', kernel, '-initrd', initrd, '-append', 'console=ttyS0 quiet panic=1'];
  const serial = join(dirname(initrd), 'serial.txt');
  const args = [...machine, ...what, '-serial', `file:${serial}`, '-monitor', 'none'];
  await run('timeout', [String(LONGEST_MS / 1000), 'qemu-system-x86_64', ...args], { stdio: 'ignore' });
  const text = execFileSync('cat', [serial], { encoding: 'utf8' });
  const lines = [...text.matchAll(/^LIMITS (.*?)\r?$/gm)].map(([, line]) => line);
  lines.forEach((line) => console.log(line));
  return lines.at(-1) === 'ok all of them' ? lines : [...lines, 'it did not come to its end'];
}
