import { fits, partsOf, type Ending } from './glob-parts.js';
import { plainSets } from './glob-overlap.js';
import { isOnlyOwn, isOwnInside, isOwnPath, OWN_NAMES, OWN_PLACES } from './own-places.js';
import { isGlob, lettersOf, namings } from './name-globs.js';
import { isSensitivePath } from './sensitive-paths.js';

export { isGlob };

/** Secrets that most hosts have: what a pattern or a whole folder is tried against. */
const SAMPLES = (
  '/etc/shadow /etc/shadow- /etc/gshadow /etc/sudoers /etc/sudoers.d/admins /etc/security/opasswd /etc/krb5.keytab ' +
  '/etc/ssh/ssh_host_rsa_key /etc/ssh/ssh_host_ed25519_key /etc/ssl/private/site.key /etc/pki/tls/private/site.key ' +
  '/etc/letsencrypt/live/site/privkey.pem /etc/wireguard/wg0.conf /etc/openvpn/server.key /etc/ipsec.secrets ' +
  '/etc/environment /etc/mysql/debian.cnf /etc/kubernetes/admin.conf /etc/rancher/k3s/k3s.yaml /etc/legator/probe.json ' +
  '/etc/networkmanager/system-connections/wifi.nmconnection /etc/docker/key.json /etc/cryptsetup-keys.d/root.key ' +
  '/root/.ssh/id_rsa /root/.ssh/id_ed25519 /root/.ssh/authorized_keys /root/.bash_history /root/.aws/credentials ' +
  '/root/.kube/config /root/.netrc /root/.pgpass /root/.my.cnf /root/.gnupg/private-keys-v1.d/a.key /root/.viminfo ' +
  '/home/ana/.ssh/id_rsa /home/ana/.ssh/id_ed25519 /home/ana/.bash_history /home/ana/.zsh_history ' +
  '/home/ana/.aws/credentials /home/ana/.kube/config /home/ana/.netrc /home/ana/.pgpass /home/ana/.git-credentials ' +
  '/home/ana/.docker/config.json /home/ana/.config/gcloud/credentials.db /home/ana/.gnupg/secring.gpg ' +
  '/var/backups/shadow.bak /var/lib/docker/containers/a/config.v2.json /var/lib/kubelet/pki/kubelet.key ' +
  '/var/lib/mysql/mysql/user.myd /var/lib/postgresql/16/main/global/1260 /var/lib/sss/db/cache.ldb ' +
  '/var/lib/legator/keys/signing /var/lib/etcd/member/snap/db /var/lib/cloud/instance/user-data.txt.i ' +
  '/var/lib/private/x /var/mail/root /var/spool/mail/root /var/crash/core /run/secrets/token /run/credentials/a/b ' +
  '/etc/sssd/sssd.conf /etc/snmp/snmpd.conf /etc/zabbix/zabbix_server.conf /etc/dovecot/dovecot-sql.conf.ext ' +
  '/etc/grafana/grafana.ini /etc/gitlab/gitlab-secrets.json /var/lib/grafana/grafana.db /var/lib/jenkins/secrets/master.key ' +
  '/proc/1/environ /proc/1/mem /proc/kcore /proc/self/environ /dev/mem'
).split(' ');

/** What most hosts have that is no file: whole disks, and what never ends or is gone once it is read. */
const DEVICES = (
  '/dev/sda /dev/sda1 /dev/sdb /dev/sdb1 /dev/vda /dev/vda1 /dev/xvda /dev/xvda1 /dev/nvme0n1 /dev/nvme0n1p1 ' +
  '/dev/mmcblk0 /dev/mmcblk0p1 /dev/dm-0 /dev/md0 /dev/md127 /dev/loop0 /dev/sr0 /dev/zero /dev/full /dev/random ' +
  '/dev/urandom /dev/tty /dev/console /dev/ttys0 /dev/kmsg /dev/watchdog /dev/watchdog0 /dev/input/event0 ' +
  '/dev/hidraw0 /dev/ttyusb0 /dev/ptmx /dev/pts/0 /dev/sg0 /dev/st0 /dev/nst0 /dev/rtc0 /dev/uinput /dev/fuse ' +
  '/dev/kvm /dev/port /dev/vcs /dev/initctl /proc/kmsg /proc/1/cwd /proc/1/root /proc/1/fd /proc/1/task/1/cwd ' +
  '/sys/kernel/tracing/trace_pipe'
).split(' ');

/** Folders whose contents are secrets, however they are called. */
const FOLDERS = [...new Set(SAMPLES.flatMap(withFolders))].filter(isSensitivePath);

/** A pattern of more parts is not looked at: each is tried against many names, and hardly anybody writes one. */
const MAX_PARTS = 24;

/** Whether one of the paths that a pattern may stand for is a secret. `path` is absolute; `**` is any depth. */
export function mayBeSensitive(path: string): boolean {
  if (!isGlob(path)) return isSensitivePath(path);
  return (
    path.split('/').length > MAX_PARTS ||
    stand(path).some(isSensitivePath) ||
    matches(path, 'there') ||
    mayLieIn(path, FOLDERS) ||
    namings(path).some((one) => stand(one).some(isSensitivePath)) ||
    mayBeOwn(path)
  );
}

/** A path and the folders in which it lies. */
function withFolders(path: string): string[] {
  const parts = path.split('/');
  return parts.slice(1).map((_, at) => parts.slice(0, at + 2).join('/'));
}

/** Whether what a pattern stands for may be, or lie in, one of these. A part that stands for anything is meant for none. */
export function mayLieIn(path: string, folders: readonly string[], { stars = false } = {}): boolean {
  const parts = path.toLowerCase().split('/');
  if (parts.length > MAX_PARTS) return true;
  const isMeant = (part: string) => stars || lettersOf(part) > 0;
  const first = parts.findIndex((part) => isGlob(part) && isMeant(part));
  return parts.some((last, at) => {
    if (first < 0 || at < first || !isMeant(last)) return false;
    const upTo = partsOf(parts.slice(0, at + 1).join('/'));
    return folders.some((folder) => fits(upTo, folder, 'there'));
  });
}

/** What stands for anything at all is not meant for one place among them. */
const ANYTHING = /^[*?]*\*[*?]*$/;
/** So many letters of a name, and a pattern is meant for it wherever it stands. */
const TELLING = 3;

/**
 * Whether a path, or one of those that a pattern may stand for, belongs to this product.
 * @param stars also where a part of the pattern stands for anything
 * @param whole also a folder that somebody named after it, and everything below
 */
export function mayBeOwn(path: string, { stars = false, whole = false } = {}): boolean {
  if (isOwnPath(path, { whole })) return true;
  if (!isGlob(path)) return false;
  const parts = path
    .toLowerCase()
    .split('/')
    .filter((part) => part !== '' && part !== '.');
  return parts.some((part, at) => {
    if (!isGlob(part)) return false;
    // A star is meant for all of them; but not with a name behind it that hardly any other folder has.
    if (!stars && ANYTHING.test(part) && !isOnlyOwn(parts.slice(at + 1))) return false;
    const pattern = partsOf(part);
    const letters = pattern.filter((one) => typeof one === 'object').length;
    if (letters >= TELLING && OWN_NAMES.some((name) => fits(pattern, name, 'there'))) return true;
    // A name of ours goes on as somebody wanted it to.
    if (!/^\[[0-9-]+\]/.test(part) && fits(pattern, 'legator-', 'so far')) {
      if ((letters >= TELLING && !part.startsWith('*')) || isOwnInside(parts.slice(at + 1))) return true;
    }
    // Whatever comes behind it is below.
    const upTo = partsOf(`/${parts.slice(0, at + 1).join('/')}`);
    return OWN_PLACES.some((place) => fits(upTo, place, 'there'));
  });
}

/** Whether something below a folder, or below what a pattern stands for, is a secret. */
export function holdsSensitive(path: string): boolean {
  if (mayBeSensitive(path) || mayBeOwn(path, { whole: true })) return true;
  // A home is full of keys and histories, whosever it is.
  if (stand(path).some((one) => /^(\/|\/root|\/home|\/home\/[^/]+|\/Users(\/[^/]+)?)\/?$/.test(one)))
    return true;
  return matches(path.replace(/\/+$/, ''), 'below');
}

/** A few plain paths that a pattern may stand for. */
export function stand(path: string): string[] {
  const put = (pattern: string, text: string) =>
    pattern
      .replace(/\*+/g, text)
      .replace(/\?/g, '1')
      .replace(/\[[^\]]*\]/g, '1');
  const read = plainSets(path);
  return [read, nearest(read)]
    .flatMap((one) => [put(one, '1'), put(one, 'x'), put(one, '')])
    .filter((one, at, all) => all.indexOf(one) === at);
}

/** The pattern for what lies there at once, with no folder in the place of any depth. */
export function nearest(path: string): string {
  return path.replace(/(^|\/)(\*{2,}\/)+/g, '$1');
}

/** Whether one of the paths that a pattern may stand for is a device. */
export function mayBeDevice(path: string): boolean {
  return isGlob(path) && matches(path, 'there', DEVICES);
}

/** Folders in which hardly anything is a file, as one calls them. */
const SPECIAL = ['/dev', '/proc', '/sys', '/run', '/var/run'];

/** Whether a pattern may stand for something in one of those by its first part, or by what it says of its second. */
export function mayBeginSpecial(path: string): boolean {
  if (/^\/[*]{2}/.test(path)) return false;
  const parts = path.toLowerCase().split('/');
  return [2, 3].some((end) => {
    const part = parts[end - 1];
    if (part === undefined || parts.length === end || !isGlob(part)) return false;
    if (end === 3 && lettersOf(part) === 0) return false;
    const upTo = partsOf(parts.slice(0, end).join('/'));
    return SPECIAL.some((folder) => fits(upTo, folder, 'there'));
  });
}

function matches(glob: string, end: Ending, samples = SAMPLES): boolean {
  const parts = partsOf(glob.toLowerCase());
  return samples.some((sample) => fits(parts, sample, end));
}
