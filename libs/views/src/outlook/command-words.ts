/** An effect as the judge wrote it down with its verdict. */
export interface Told {
  readonly kind: string;
  readonly verb: string;
  readonly target: string;
}

/** What package tools write into the inventory, by the manager that is named there. */
const MANAGERS: Readonly<Record<string, string>> = {
  ...named('apt', 'apt apt-get aptitude dpkg'),
  ...named('rpm', 'rpm dnf dnf5 microdnf yum zypper'),
  ...named('apk', 'apk'),
};
/** Of these the inventory knows nothing, whatever is called the same there. */
const OTHER_PACKAGES = new Set(
  (
    'pip pip2 pip3 pipx uv conda poetry npm npx pnpm yarn gem bundle cargo go composer snap flatpak brew pacman yay ' +
    'portage emerge xbps-install pkg choco winget scoop cpan cpanm helm opkg nix-env guix'
  ).split(' '),
);
const GROUP_TOOLS = /^(groupadd|addgroup|groupdel|delgroup|groupmod|gpasswd)$/;
/** What follows them acts in another place than the host that told of itself. */
const ELSEWHERE = new Set(
  (
    'docker podman nerdctl kubectl crictl ctr ssh sshpass chroot nsenter machinectl systemd-nspawn lxc lxc-attach ' +
    'pct incus virsh vagrant ansible ansible-playbook salt proot toolbox distrobox flatpak-spawn'
  ).split(' '),
);
/** Options that lead to another host, tree or person: of any program, and of systemctl. */
const AWAY = /^--(host|machine|root|image|installroot|sysroot)(=.*)?$/;
const AWAY_OF_UNITS = /^(-[HM].*|--user|--global)$/;
/** Behind one of these, names are those of things, and none of a program. */
const LOCAL = new Set([
  ...Object.keys(MANAGERS),
  ...(
    'systemctl service rc-service rc-update invoke-rc.d supervisorctl sv initctl chkconfig useradd adduser userdel ' +
    'deluser usermod passwd chage chsh groupadd addgroup groupdel delgroup groupmod gpasswd hostname hostnamectl'
  ).split(' '),
]);

/**
 * What the words of a command tell beyond its effects, which name several verbs of one program alike. Read loosely, so
 * anything that is not plain is not known: it only decides whether something is said, and never whether something runs.
 */
export class CommandWords {
  private readonly words: readonly string[];
  private readonly each: ReadonlySet<string>;
  /** Names that may be those of programs. */
  private readonly programs: ReadonlySet<string>;
  // A command may have thousands of words, and is asked about for each effect on each host.
  private readonly called = new Map<string, boolean>();
  private readonly verbs = new Map<string, readonly string[]>();
  /** It may be about another host, a container, or what belongs to one person alone. */
  readonly isElsewhere: boolean;
  /** Whose packages are meant, as inventories call them; undefined where it may be several, or another's. */
  readonly packageManager: string | undefined;

  /** `argv` of one simple command, or the `line` of anything else. */
  constructor({ argv, line }: { readonly argv?: readonly string[]; readonly line?: string | undefined }) {
    const text = argv && argv.length > 0 ? argv.join(' ') : (line ?? '');
    const parts = text
      .split(/[;&|()\n`$]+/)
      .map((part) => part.split(/[\s<>"'{}]+/).filter((word) => word !== ''));
    this.words = parts.flat();
    this.each = new Set(this.words);
    const programs = parts.flatMap((part) => {
      const names = part.map(programName);
      const end = names.findIndex((name) => LOCAL.has(name));
      return end < 0 ? names : names.slice(0, end + 1);
    });
    this.programs = new Set(programs);
    this.isElsewhere = this.readElsewhere();
    this.packageManager = this.readPackageManager();
  }

  /** Whether a program is called, by whatever path. */
  calls(program: RegExp): boolean {
    const known = this.called.get(program.source);
    if (known !== undefined) return known;
    const is = [...this.programs].some((name) => program.test(name));
    this.called.set(program.source, is);
    return is;
  }

  /** The one verb that a program is given; undefined where there are several, or the program is not there. */
  verbOf(program: string): string | undefined {
    const verbs = this.verbsOf(program);
    return new Set(verbs).size === 1 ? verbs[0] : undefined;
  }

  /** The verb of each of its calls. */
  verbsOf(program: string): readonly string[] {
    const known = this.verbs.get(program) ?? this.readVerbs(program);
    this.verbs.set(program, known);
    return known;
  }

  private readVerbs(program: string): readonly string[] {
    const verbs: string[] = [];
    let next = '';
    for (const word of this.words.toReversed()) {
      if (programName(word) === program) verbs.push(next);
      if (!word.startsWith('-')) next = word;
    }
    return verbs;
  }

  private readElsewhere(): boolean {
    const words = [...this.each];
    return (
      [...this.programs].some((name) => ELSEWHERE.has(name)) ||
      words.some((word) => AWAY.test(word)) ||
      (this.calls(/^systemctl$/) && words.some((word) => AWAY_OF_UNITS.test(word)))
    );
  }

  private readPackageManager(): string | undefined {
    const names = [...this.programs];
    if (names.some((name) => OTHER_PACKAGES.has(name))) return undefined;
    const found = new Set(names.flatMap((name) => (Object.hasOwn(MANAGERS, name) ? [MANAGERS[name]!] : [])));
    return found.size === 1 ? [...found][0] : undefined;
  }

  /** Whether accounts are people, groups, or it cannot be told. */
  get accounts(): 'user' | 'group' | 'either' {
    if (!this.calls(GROUP_TOOLS)) return 'user';
    return this.calls(/^(useradd|adduser|userdel|deluser|usermod|passwd|chage|chsh)$/) ? 'either' : 'group';
  }
}

function named(manager: string, tools: string): Record<string, string> {
  return Object.fromEntries(tools.split(' ').map((tool) => [tool, manager]));
}

/** `docker` for `/usr/bin/docker`; nothing for other paths. */
function programName(word: string): string {
  const name = word.replace(/^(\/usr)?(\/local)?\/s?bin\//, '');
  return name.includes('/') ? '' : name;
}
