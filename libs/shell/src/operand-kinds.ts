import { isIP } from 'node:net';
import { choosesSecrets } from './file-globs.js';
import { LANGUAGES } from './languages/kinds.js';
import { normalPath } from './normal-path.js';
import { PATTERNS } from './operand-patterns.js';
import { mayBeSensitive } from './path-globs.js';
import { PATHS } from './path-kinds.js';
import { isVitalUnit } from './vital.js';
import { carriesData, urlKind } from './url-kind.js';

/** What a word turned out to be in its place; or why a person decides about it, though it is known. */
export type Finding = 'fine' | 'sensitive' | 'unknown' | { asks: string };

/** Kinds of paths whose contents are read. */
const READ = new Set(
  'path uriPath sysctlFile tree compared publicPart counted packed localTree readArchive settings workTree history'.split(
    ' ',
  ),
);

const HOST = /^[A-Za-z0-9_]([A-Za-z0-9_.-]{0,252})$|^[0-9A-Fa-f:.]+(%[A-Za-z0-9]+)?$/;

/** A name, a type, a server or one of these switches of dig; never a whole zone. */
const DIG_WORD =
  /^(?!(a|i)xfr$)([A-Za-z0-9_][A-Za-z0-9_.-]{0,252}|@[A-Za-z0-9][A-Za-z0-9:.-]{0,252}|\+(no)?(short|trace|all|answer|authority|additional|question|comments|cmd|stats|tcp|tls|https|vc|dnssec|recurse|multiline|identify|nssearch|search|ttlid|class|qr|edns(=\d)?)|\+(time|tries|retry|bufsize|ndots)=\d{1,4})$/i;

const INSPECT_FIELD =
  '(State|Status|NetworkSettings|Name|I[dD]|Created|Image|ImageName|Mounts|RestartCount|Platform|Driver|Path|Args|LogPath|Pod|' +
  'RepoTags|RepoDigests|Size|Size(Rw|RootFs)|VirtualSize|Os|OsVersion|Architecture|RootFS|GraphDriver|Labels|' +
  'HostConfig\\.(RestartPolicy|NetworkMode|PidMode|IpcMode|Privileged|ReadonlyRootfs|AutoRemove|PortBindings|Binds|Memory[A-Za-z]*|' +
  'NanoCpus|Cpu[A-Za-z]*|PidsLimit|CapAdd|CapDrop|Dns|ExtraHosts|Ulimits|LogConfig\\.Type|Runtime|Isolation|ShmSize|OomKillDisable)|' +
  'Config\\.(Image|Labels|Hostname|User|WorkingDir|ExposedPorts|Healthcheck|Cmd|Entrypoint|Volumes|StopSignal|StopTimeout|Tty))';

/** Text with such fields in it, each alone; no pipes, brackets or blocks, in which a dot may be anything. */
const INSPECT_FORMAT = new RegExp(
  `^(?=.*\\{\\{)((?!\\{\\{)[^\\r\\n\`]|\\{\\{(- )? *((json|len|println) +)?\\.${INSPECT_FIELD}(\\.[A-Za-z0-9_]+)* *( -)?\\}\\})+$`,
);

const FETCHED = /[:,]|^[^/.][^/]*\.(?!d\/)[^/]*\//;
/** What `systemd-analyze cat-config` is for. What a unit is started with does not belong to it. */
const SYSTEMD_CONFIG =
  /^(?:\/(?:etc|usr\/lib)\/)?(systemd\/[a-z-]+\.conf(?:\.d\/[\w.-]+\.conf)?|udev\/(?:udev\.conf|(?:rules|hwdb)\.d(?:\/[\w.-]+)?)|(?:sysctl|tmpfiles|modules-load|sysusers|binfmt)\.d(?:\/[\w.@-]+\.conf)?)$/;

/** Kinds with parameters, and those that look into paths. */
const CHECKS: Record<string, (word: string, parameter: string) => Finding> = {
  int: (word, range) => {
    const [least, most] = range.split('..').map(Number);
    return fine(/^\d{1,9}$/.test(word) && Number(word) >= least! && Number(word) <= most!);
  },
  seconds: (word, range) => {
    const [least, most] = range.split('..').map(Number);
    const match = /^(\d{1,6}(?:\.\d{1,6})?)([smh]?)$/.exec(word);
    const seconds = match ? Number(match[1]) * { s: 1, m: 60, h: 3600 }[match[2] || 's']! : NaN;
    return fine(seconds >= least! && seconds <= most!);
  },
  choice: (word, choices) => fine(choices.split('|').includes(word)),
  choices: (word, choices) => fine(word.split(',').every((one) => choices.split('|').includes(one))),
  // A name that carries data out, piece by piece, is no name of a host.
  host: (word) => fine(HOST.test(word) && !carriesData(word)),
  digWord: (word) => fine(DIG_WORD.test(word) && !carriesData(word)),
  ip: (word) => fine(isIP(word) > 0),
  // Columns of ps; `environ` prints what programs were started with.
  processColumns: (word) => {
    const names = word.split(',').map((one) => one.replace(/^[+-]/, '').split('=')[0]!.split(':')[0]!);
    if (names.some((name) => name.startsWith('env'))) return 'sensitive';
    return fine(PATTERNS['columns']!.test(names.join(',')) && !/[\r\n]/.test(word));
  },
  // Users, groups, terminals, programs to choose processes by. Where one does not exist, ps reads the whole line again as
  // letters, and then an e means environments: `ps -auxe` chooses the user xe, unless there is none.
  processNames: (word) => fine(PATTERNS['names']!.test(word) && (word === 'root' || !/e/i.test(word))),
  // Properties of a unit; the environment is what it was started with.
  // To be stopped, switched off or hidden.
  stoppable: (word) => {
    if (!PATTERNS['unit']!.test(word)) return 'unknown';
    return isVitalUnit(word) ? { asks: `takes ${word} away, which this host needs` } : 'fine';
  },
  // To be started again; our own program cuts itself off.
  startable: (word) => {
    if (!PATTERNS['unit']!.test(word)) return 'unknown';
    const own =
      /^legator|[*?[]|\.target$|^(debug-shell|rescue|emergency|systemd-(reboot|poweroff|halt|kexec|soft-reboot|suspend|hibernate)[^.]*)(\.|$)/.test(
        word,
      );
    return own ? { asks: `may take more along than ${word}` } : 'fine';
  },
  // Fields of one container that are whole without its environment; a word without any, as `json`, means all of it.
  inspectFormat: (word) => fine(word.length < 256 && INSPECT_FORMAT.test(word)),
  // A file on this host, or a folder, that says what is to be there: nothing that would be fetched, not even by the bare
  // name of a server, and no list of such.
  manifest: (word) => (FETCHED.test(word) ? 'unknown' : PATHS['settings']!(word)),
  // One that says which containers are started: from elsewhere, or where others may write, it may say anything.
  startFile: (word) => {
    const anybodys = /^\/(tmp|var\/tmp|dev|home|root|proc|run|Users)(\/|$)/.test(normalPath(`/${word}`));
    if (anybodys || FETCHED.test(word) || /^[-~]|[*?[]|(^|\/)\.\.(\/|$)/.test(word))
      return { asks: `starts whatever ${word} says` };
    return PATHS['settings']!(word);
  },
  // What kubectl lists or describes; secrets are secrets, and settings of programs often are.
  kubeResources: (word) => {
    if (!/^[A-Za-z][A-Za-z0-9.,/:_-]{0,253}$/.test(word)) return 'unknown';
    return /(^|,)(secrets?|sealedsecrets?|externalsecrets?)([.,/]|$)/i.test(word) ? 'sensitive' : 'fine';
  },
  // What kubectl changes; what runs the cluster itself is for a person.
  kubeTarget: (word) => {
    if (!/^[A-Za-z][A-Za-z0-9./:_-]{0,253}$/.test(word)) return 'unknown';
    return /coredns|kube-(proxy|apiserver|dns|system|scheduler)|etcd|calico|cilium|flannel|gatekeeper|kyverno|falco/i.test(
      word,
    )
      ? { asks: `changes ${word}, which the cluster needs` }
      : 'fine';
  },
  // A commit, a branch, a path, or a path in a commit.
  gitRef: (word) => {
    if (!/^(?!-)[A-Za-z0-9_@{}^~./:+=*#%-]{1,255}$/.test(word)) return 'unknown';
    return word.split(':').some((part) => mayBeSensitive(`/${part}`)) ? 'sensitive' : 'fine';
  },
  // The same, and neither from the root nor above: of two such files git prints what is in them, in no repository at all.
  gitInside: (word) =>
    /^[/~]/.test(word) || word.split('/').includes('..') ? 'unknown' : CHECKS['gitRef']!(word, ''),
  // Paths of the cluster's own interface: how it is, and which kinds of things there are.
  rawPath: (word) => {
    if (/secrets?(\/|$|\?)/i.test(word)) return 'sensitive';
    return fine(
      /^\/((healthz|livez|readyz)(\/[a-z0-9-]+)*(\?verbose)?|version|metrics|openapi\/v[23]|api(\/v1)?|apis(\/[a-z0-9.-]+(\/v[0-9a-z]+)?)?)\/?$/.test(
        word,
      ),
    );
  },
  // A server's own configuration: another one may load whatever it names.
  serverConfig: (word) => fine(/^\/etc\/[a-z0-9]+\/[A-Za-z0-9_./-]+$/.test(word) && !word.includes('..')),
  namedConfig: (word) => (word === '/etc/named.conf' ? 'fine' : CHECKS['serverConfig']!(word, '')),
  // A setting of the kernel to be changed; those that guard it, or let it run something, are for a person.
  sysctlWrite: (word) => {
    const match = /^([A-Za-z][A-Za-z0-9_./-]{0,127})=[A-Za-z0-9 ._-]{1,127}$/.exec(word);
    if (!match) return 'unknown';
    return /^kernel[./]|^fs[./](suid|protected)|^dev[./]|forward|rp_filter|redirect|source_route|disable_ipv6|^net[./]ipv[46][./]conf/.test(
      match[1]!,
    )
      ? { asks: `changes ${match[1]!}, which guards this host` }
      : 'fine';
  },
  // Rights of a file: open to everyone to write, or run as its owner, is for a person.
  fileMode: (word) => {
    if (!/^[0-7]{3,4}$|^[ugoa]*[+=-][rwxXst]*(,[ugoa]*[+=-][rwxXst]*)*$/.test(word)) return 'unknown';
    return /^[1-7][0-7]{3}$|[2367]$|[+=][rwxXt]*s|(^|,)[ugo]*[oa][ugoa]*[+=]r?w/.test(word)
      ? { asks: 'opens files to others, or to the rights of their owner' }
      : 'fine';
  },
  // What one more entry lets whom do; with a file for everybody to write it is not theirs alone any more.
  aclEntry: (word) => {
    if (!PATTERNS['word']!.test(word)) return 'unknown';
    return /(^|,)\s*(d(efault)?\s*:\s*)?o(ther)?\s*:[^,]*[w2367]/.test(word)
      ? { asks: 'opens files to others' }
      : 'fine';
  },
  // A property of a data set; where it hangs, who gets it over the network and what may run on it is for a person.
  zfsSetting: (word) => {
    if (!PATTERNS['assignment']!.test(word) && !/^[a-z:@0-9]+=[^]{1,255}$/.test(word)) return 'unknown';
    const place = /^mountpoint=(.*)/.exec(word)?.[1];
    // What hangs there hides whatever was there before.
    const hides = (path: string) =>
      PATHS['writable']!(path) !== 'fine' || /^\/(etc|usr|var|root)(\/|$)/.test(path);
    return /^(share[a-z]*|key[a-z]*|exec|setuid|devices|zoned|jailed|canmount)=/.test(word) ||
      (place !== undefined && (!place.startsWith('/') || hides(normalPath(place)) || hides(place)))
      ? { asks: 'changes where a data set is to be had, or by whom' }
      : 'fine';
  },
  // Where something is mounted, or taken away.
  mountPlace: (word) => {
    if (!/^\/[A-Za-z0-9_./@:-]*$/.test(word)) return 'unknown';
    return /^\/(mnt|media|srv|data|backup[^/]*|nfs|dev\/[a-z0-9/-]+|opt\/[^/]+|var\/(backups?|data)[^/]*)/.test(
      word,
    )
      ? 'fine'
      : { asks: `changes ${word}, which this host needs` };
  },
  // Processes to be ended: the first of all, and all of them, are not for one word to end.
  process: (word) => {
    if (/^%?\d{1,9}$/.test(word) && Number(word) > 1) return 'fine';
    return /^-?\d{1,9}$/.test(word) ? { asks: 'ends every process, or the first of all' } : 'unknown';
  },
  processPattern: (word) => {
    if (!/^[A-Za-z0-9_][A-Za-z0-9_./ @:-]{1,63}$/.test(word)) return { asks: 'ends whatever fits a pattern' };
    return isVitalUnit(word.replace(/^.*\//, '')) || word.length < 3
      ? { asks: `ends ${word}, which this host needs` }
      : 'fine';
  },
  // An account to be changed.
  account: (word) => {
    if (!PATTERNS['user']!.test(word)) return 'unknown';
    return word === 'root' || word === '0' ? { asks: 'changes the account root' } : 'fine';
  },
  accountId: (word) => {
    if (!/^\d{1,9}$/.test(word)) return 'unknown';
    return Number(word) === 0 ? { asks: 'gives the rights of root' } : 'fine';
  },
  // Groups that hand over the host.
  accountGroups: (word) => {
    if (!PATTERNS['names']!.test(word)) return 'unknown';
    return word.split(',').some((one) => POWERFUL.test(one))
      ? { asks: `gives the rights of ${word}, which are those of root` }
      : 'fine';
  },
  // What is looked for in everything below a folder.
  searchFor: (word) =>
    /passw|passphrase|secret|credential|token|api.?key|private.?key|\bpwd\b|AKIA|BEGIN [A-Z ]*(KEY|\.\*)/i.test(
      word,
    )
      ? 'sensitive'
      : 'fine',
  // The same as what is packed, counted from a folder that is told already.
  packedBelow: (word) => PATHS['packed']!(word),
  // Which files of a folder are looked through, by their names.
  chosen: (word) => {
    if (word.length > 1024) return 'unknown';
    return choosesSecrets(word) ? 'sensitive' : 'fine';
  },
  // What is stored for who is signed in stands for them.
  redisKey: (word) => {
    if (
      /sess(ion)?s?([:._-]|$)|token|secret|passw|credential|(^|[:._-])(o?auth|jwt|otp|api.?key|pass|pwd)([:._-]|$)|(^|[:._-])(users?|accounts?|logins?|webhooks?)([:._-][^:]*)?$/i.test(
        word,
      )
    )
      return 'sensitive';
    return fine(PATTERNS['any']!.test(word));
  },
  // Messages of the audit trail; what was typed at a terminal holds passwords.
  auditMessage: (word) => (/tty/i.test(word) ? 'sensitive' : fine(PATTERNS['word']!.test(word))),
  // A database by its URI, opened for reading only.
  sqliteUri: (word) => {
    const path =
      /^file:(?:\/\/(?=\/))?([^%?#:]+)\?(?:mode=ro|immutable=1)(?:&(?:mode=ro|immutable=1))?$/.exec(
        word,
      )?.[1];
    return path === undefined ? 'unknown' : PATHS['path']!(path);
  },
  // Settings of systemd: a name without its prefix is looked for below /etc first.
  systemdConfig: (word) => {
    const name = SYSTEMD_CONFIG.exec(word)?.[1];
    return name === undefined ? 'unknown' : PATHS['path']!(`/etc/${name}`);
  },
  resolve: (word) => {
    const [, , ...address] = word.split(':');
    return address.length > 0 ? urlKind(address.join(':')) : 'unknown';
  },
  url: urlKind,
  ...PATHS,
  ...LANGUAGES,
  properties: (word) => {
    if (/environment|credential/i.test(word)) return 'sensitive';
    return fine(PATTERNS['names']!.test(word));
  },
};

const POWERFUL =
  /^(root|sudo|wheel|admin|adm|docker|lxd|lxc|libvirt|disk|shadow|kmem|staff|video|podman|incus|microk8s|0)$/;

/** Whether a word fits a kind. An unknown kind fits nothing. */
export function findOut(kind: string, word: string): Finding {
  const colon = kind.indexOf(':');
  const name = colon < 0 ? kind : kind.slice(0, colon);
  const pattern = PATTERNS[name];
  if (pattern) return fine(pattern.test(word));
  return CHECKS[name]?.(word, colon < 0 ? '' : kind.slice(colon + 1)) ?? 'unknown';
}

/** Whether a kind is one that exists; a table with a misspelt one is a mistake. */
export function isKind(kind: string): boolean {
  const name = kind.split(':')[0]!;
  return name === 'pair' || name in PATTERNS || name in CHECKS;
}

/** Whether a program reads what a word of this kind names. */
export function isRead(kind: string): boolean {
  return READ.has(kind);
}

/** Whether a word of this kind is a path. */
export function isPathKind(kind: string): boolean {
  return kind in PATHS && kind !== 'member';
}

function fine(ok: boolean): Finding {
  return ok ? 'fine' : 'unknown';
}
