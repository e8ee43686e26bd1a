import type { Grammar } from '../grammar.js';
import { installs, UPGRADES, removes, REFRESH } from './package-changes.js';

const DNF_READS =
  '-q --quiet -v --verbose -C --cacheonly --showduplicates --installed --available --updates --upgrades --all --security --bugfix --extras --obsoletes --recent --userinstalled --duplicates --leaves --list --info --requires --provides --resolve --tree --deplist -l -i --changelog --enabled --disabled -y --assumeno';

const DNF_REPOS = {
  '--enablerepo|--disablerepo|--repo|--repoid': 'package',
  '--qf|--queryformat': 'any',
  '--cve|--advisory|--bz': 'word',
  '--whatrequires|--whatprovides|--file|-f|--arch': 'word',
};

/** dnf, yum and microdnf. --installroot, --setopt and -c work elsewhere, or run something. */
const DNF: Grammar = {
  words: DNF_READS,
  values: DNF_REPOS,
  shared: true,
  verbs: {
    // What is installed is on this host; what could be, the repositories say.
    'list|info': {
      needs: [['--installed', '-C', '--cacheonly', '--extras', '--userinstalled']],
      operands: ['package*'],
      also: [
        { operands: ['choice:installed', 'package*'], least: 1 },
        { network: true, operands: ['package*'] },
      ],
    },
    'search|repoquery|deplist|provides|whatprovides|check-update|check-upgrade|updateinfo|grouplist|groupinfo|list-updates|list-security':
      { network: true, operands: ['package*'] },
    'repolist|repoinfo|check|version|help': { operands: ['package*'] },
    'history|group|groups|module|alias|advisory|repo|environment|versionlock': {
      bare: true,
      verbs: { 'list|info|summary|userinstalled|provides': { operands: ['package*'] } },
    },
  },
  also: [
    {
      level: 'diagnose',
      words: '--assumeno -q --security',
      shared: true,
      needs: [['--assumeno']],
      verbs: {
        'update|upgrade|install|remove|autoremove|check-update': {
          needs: [['--assumeno']],
          operands: ['package*'],
        },
      },
    },
    {
      level: 'remediate',
      words:
        '-y --assumeyes -q --quiet --best --nobest --allowerasing --security --bugfix --refresh --skip-broken',
      values: { '--enablerepo|--disablerepo|--advisory|--cve': 'package' },
      shared: true,
      raises: { '--allowerasing': { asks: 'may remove packages as it installs' } },
      verbs: {
        'install|reinstall': installs(''),
        localinstall: installs('', { asks: 'installs what no repository vouches for', operands: ['any*'] }),
        'update|upgrade|up|update-minimal|upgrade-minimal': { operands: ['packageName*'], ...UPGRADES },
        'downgrade|distro-sync|distrosync': {
          operands: ['packageName*'],
          ...UPGRADES,
          asks: 'goes back to older packages',
        },
        'remove|erase|autoremove|swap': removes(''),
        makecache: REFRESH,
        clean: {
          operands: ['choice:all|metadata|packages|dbcache|expire-cache'],
          effects: [['package', 'clean', 'downloads']],
        },
        history: {
          verbs: {
            'undo|rollback|redo': {
              operands: ['word'],
              asks: 'undoes what was installed',
              effects: [['package', 'undo', '$1']],
            },
          },
        },
        groupinstall: installs('', { operands: ['word*'] }),
        'config-manager': {
          words: '--enable --disable --set-enabled --set-disabled --add-repo',
          operands: ['word*'],
          asks: 'changes where packages come from',
          effects: [['package', 'sources', '$*']],
        },
      },
    },
  ],
};

const RPM_QUERIES =
  '-q -qa -qi -ql -qc -qd -qs -qR -qia -qai -qla -qil -qf -qif -qlf -qpi -qpl -qip -qlp -qp -qpR --query -V -Va --verify --version -K --checksig --querytags';

/** What is installed, what could be, and putting it there. No option that names a configuration, a root or a hook. */
export const RED_HAT: Record<string, Grammar> = {
  rpm: {
    style: 'exact',
    words: `${RPM_QUERIES} --all --info --list --configfiles --docfiles --last --changelog --scripts --requires --provides --whatprovides --whatrequires --file -f -a -i -l -p --nosignature --nodigest --state --triggers --obsoletes --conflicts --nofiles --nodeps`,
    values: { '--qf|--queryformat': 'rpmFormat' },
    // Packages may bring a script that verifies them.
    raises: { '-V|-Va|--verify': { level: 'diagnose' } },
    needs: [RPM_QUERIES.split(' ')],
    operands: ['dpkgWord*'],
    also: [
      {
        level: 'remediate',
        style: 'exact',
        words:
          '-i -U -F -ivh -Uvh -Fvh -iv -Uv --install --upgrade --freshen -v -h --force --nodeps --replacepkgs',
        needs: [
          ['-i', '-U', '-F', '-ivh', '-Uvh', '-Fvh', '-iv', '-Uv', '--install', '--upgrade', '--freshen'],
        ],
        operands: ['any*'],
        least: 1,
        asks: 'installs what no repository vouches for',
        effects: [['package', 'install', '$*']],
      },
      {
        level: 'remediate',
        style: 'exact',
        words: '-e -ev --erase --nodeps --allmatches',
        needs: [['-e', '-ev', '--erase']],
        operands: ['package*'],
        least: 1,
        asks: 'removes packages',
        effects: [['package', 'remove', '$*']],
      },
      {
        level: 'remediate',
        style: 'exact',
        words: '--import --rebuilddb',
        operands: ['any*'],
        asks: 'changes which packages are trusted',
        effects: [['package', 'trust', '$*']],
      },
    ],
  },
  dnf: DNF,
  dnf5: DNF,
  yum: DNF,
  microdnf: DNF,
  tdnf: DNF,
  repoquery: { network: true, words: DNF_READS, values: DNF_REPOS, operands: ['package*'] },
  'needs-restarting': { flags: 'rsu', words: '--reboothint --services' },
  'package-cleanup': {
    words: '--leaves --problems --dupes --orphans',
    needs: [['--leaves', '--problems', '--dupes', '--orphans']],
  },
  'subscription-manager': {
    verbs: {
      'list|status|identity|facts|repos': {
        words: '--list --installed --available --consumed --list-enabled',
      },
    },
  },
};
