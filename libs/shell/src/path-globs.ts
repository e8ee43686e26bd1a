import { plainSets } from './glob-overlap.js';
import { isOnlyOwn, isOwnInside, isOwnPath, OWN_NAMES, OWN_PLACES } from './own-places.js';
import { isSensitivePath } from './sensitive-paths.js';

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
  '/dev/urandom /dev/tty /dev/console /dev/ttys0 /dev/kmsg /dev/watchdog /proc/kmsg /sys/kernel/tracing/trace_pipe'
).split(' ');

const GLOB = /[*?[]/;
const PARTS = /(?<=^|\/)\*{2,}\/|\*+|\?|\[[^\]]*\]|[^]/g;

/** Whether a word holds a pattern that may stand for several paths. */
export function isGlob(path: string): boolean {
  return GLOB.test(path);
}

/** Whether one of the paths that a pattern may stand for is a secret. `path` is absolute; `**` is any depth. */
export function mayBeSensitive(path: string): boolean {
  if (!isGlob(path)) return isSensitivePath(path);
  return stand(path).some(isSensitivePath) || matches(path, 'there') || mayBeOwn(path);
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

function matches(glob: string, end: Ending, samples = SAMPLES): boolean {
  const parts = partsOf(glob.toLowerCase());
  return samples.some((sample) => fits(parts, sample, end));
}

/**
 * `deep`: any text; `flat`: any text within one part of a path; `one`: a character of it; `folders`: what stands for any
 * depth, which is none as well, so that it may be passed over with its slash; else that character.
 */
type Part = 'deep' | 'flat' | 'one' | 'folders' | { readonly char: string };
/** Whether the text has to end with the pattern, or may go on below it, or the pattern after it. */
type Ending = 'there' | 'below' | 'so far';
/** As far as one gets by passing over: the part itself, any text and a slash. */
const PASSED = 3;

function partsOf(glob: string): Part[] {
  return (plainSets(glob).match(PARTS) ?? []).flatMap((part): Part[] => {
    if (part.startsWith('**')) return part.endsWith('/') ? ['folders', 'deep', { char: '/' }] : ['deep'];
    if (part === '*') return ['flat'];
    // What is between brackets is not looked at: a set may hold anything.
    return [part === '?' || part.length > 1 ? 'one' : { char: part }];
  });
}

/** Everywhere in the pattern that the text so far may have come to; so it takes no longer than both lengths multiplied. */
function fits(parts: readonly Part[], text: string, end: Ending): boolean {
  let places = reached(parts, [0]);
  for (const char of text) {
    if (end === 'below' && char === '/' && places.has(parts.length)) return true;
    const next = [...places].flatMap((at) => step(parts[at], at, char));
    if (next.length === 0) return false;
    places = reached(parts, next);
  }
  return end === 'so far' || places.has(parts.length);
}

function step(part: Part | undefined, at: number, char: string): number[] {
  if (part === undefined || part === 'folders') return [];
  if (typeof part === 'object') return part.char === char ? [at + 1] : [];
  if (part === 'deep') return [at];
  if (char === '/') return [];
  return part === 'flat' ? [at] : [at + 1];
}

/** What stands for any text stands for none as well. */
function reached(parts: readonly Part[], from: readonly number[]): Set<number> {
  const places = new Set(from);
  for (const at of places) {
    const part = parts[at];
    if (part === 'deep' || part === 'flat' || part === 'folders') places.add(at + 1);
    if (part === 'folders') places.add(at + PASSED);
  }
  return places;
}
