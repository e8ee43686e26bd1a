import type { Grammar } from '../grammar.js';

const PACKAGES = { operands: ['package*'] };

/** What is installed. No option that names a configuration, a root, a hook or a format of macros. */
export const PACKAGE_MANAGERS: Record<string, Grammar> = {
  dpkg: {
    style: 'exact',
    words: '-l --list -s --status -L --listfiles --print-architecture --get-selections --version',
    needs: [
      [
        '-l',
        '--list',
        '-s',
        '--status',
        '-L',
        '--listfiles',
        '--print-architecture',
        '--get-selections',
        '--version',
      ],
    ],
    ...PACKAGES,
  },
  'dpkg-query': {
    style: 'exact',
    words: '-l --list -s --status -L --listfiles -W --show --version',
    // `-f` and `--showformat` print fields; nothing in a format runs.
    values: { '-f': 'any' },
    needs: [['-l', '--list', '-s', '--status', '-L', '--listfiles', '-W', '--show', '--version']],
    ...PACKAGES,
  },
  rpm: {
    style: 'exact',
    words:
      '-q -qa -qi -ql -qc -qd -qs -qR -qia -qai -qla -qil --query --all --info --list --configfiles --docfiles --last --changelog --scripts --requires --provides --version',
    needs: [
      [
        '-q',
        '-qa',
        '-qi',
        '-ql',
        '-qc',
        '-qd',
        '-qs',
        '-qR',
        '-qia',
        '-qai',
        '-qla',
        '-qil',
        '--query',
        '--version',
      ],
    ],
    ...PACKAGES,
  },
  // -o and -c set options that run programs.
  apt: {
    verbs: {
      list: { flags: 'a', words: '--installed --upgradable --upgradeable --all-versions', ...PACKAGES },
      show: { flags: 'a', words: '--all-versions', ...PACKAGES, least: 1 },
      policy: PACKAGES,
    },
  },
  'apt-cache': {
    verbs: {
      'policy|madison|showpkg': PACKAGES,
      show: { flags: 'a', words: '--all-versions --no-all-versions', ...PACKAGES, least: 1 },
      'depends|rdepends': { ...PACKAGES, least: 1 },
    },
  },
};
