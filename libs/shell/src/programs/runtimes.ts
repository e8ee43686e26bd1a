import type { Grammar } from '../grammar.js';

/** Web servers, databases and their clients. */
export const RUNTIMES: Record<string, Grammar> = {
  java: { style: 'exact', words: '-version --version', needs: [['-version', '--version']] },
  python3: { style: 'exact', words: '--version -V -VV', needs: [['--version', '-V', '-VV']] },
  python: { style: 'exact', words: '--version -V', needs: [['--version', '-V']] },
  node: { style: 'exact', words: '--version -v', needs: [['--version', '-v']] },
  perl: { style: 'exact', words: '-v -V --version', needs: [['-v', '-V', '--version']] },
  ruby: { style: 'exact', words: '-v --version', needs: [['-v', '--version']] },
  go: { style: 'plain', operands: ['choice:version'], least: 1 },
  gcc: {
    style: 'exact',
    words: '--version -v -dumpversion -dumpmachine',
    needs: [['--version', '-dumpversion', '-dumpmachine', '-v']],
  },
  jps: { flags: 'lmv' },
  jstat: {
    level: 'diagnose',
    style: 'exact',
    words: '-gc -gcutil -gccapacity -class -compiler',
    operands: ['numbers', 'int:1..60000', 'int:1..100'],
    least: 1,
  },
  jstack: { level: 'diagnose', flags: 'l', operands: ['numbers'], least: 1 },
  jinfo: { style: 'exact', words: '-flags', needs: [['-flags']], operands: ['numbers'], least: 1 },
  // A page is shown by a pager, and formatted by programs that the page itself names.
  man: { style: 'exact', words: '-k -f -w', needs: [['-k', '-f', '-w']], operands: ['manPage*'] },
  apropos: { operands: ['word*'], least: 1 },
  whatis: { operands: ['word*'], least: 1 },
  tldr: { operands: ['name*'] },
  'cloud-init': {
    style: 'exact',
    verbs: {
      'status|features|schema': { words: '--long --wait --system' },
      analyze: { verbs: { 'show|blame|boot': {} } },
    },
  },
  chef: { words: '--version' },
  strace: {
    level: 'diagnose',
    style: 'exact',
    words: '-c -f -ff -t -tt -ttt -T -r -y -yy -q -qq -k -i -C -fp -cp -V --version',
    // Whole environments (-v), and whole buffers of what is read and written, hold secrets.
    secret: ['-v'],
    values: { '-e|-S': 'straceWord', '-s': 'int:0..256', '-p': 'numbers' },
    needs: [['-p', '-V', '--version']],
    // Nothing goes to a file (-o), and nothing is put into the calls (inject, fault).
    also: [
      {
        level: 'diagnose',
        style: 'exact',
        words: '-c -C -f -ff -t -tt -ttt -T -r -y -yy -q -qq -fc -cf',
        values: { '-e|-S': 'straceWord', '-s': 'int:0..256' },
        command: 'words',
      },
    ],
  },
  pstack: { level: 'diagnose', operands: ['numbers'], least: 1 },
  // How a virtual machine of Java is doing. Its properties and its command line hold passwords, and a dump all it holds.
  jcmd: {
    level: 'diagnose',
    style: 'exact',
    flags: 'l',
    words: '-l',
    also: [
      {
        level: 'diagnose',
        style: 'exact',
        // One of them: 0 is every one. What counts its objects stops it until all are seen.
        operands: [
          'int:1..999999999',
          'choice:VM.flags|VM.version|VM.uptime|VM.native_memory|Thread.print|GC.heap_info|Compiler.codecache|help',
        ],
        least: 2,
      },
    ],
  },
  // Which places can be watched; programs for that are for a person.
  bpftrace: { style: 'exact', values: { '-l': 'bpfProbe' }, words: '-V --version --info', some: true },
  ltrace: {
    level: 'diagnose',
    style: 'exact',
    words: '-c -f -t -tt -T -r -S',
    values: { '-p': 'numbers', '-e': 'straceWord', '-s': 'int:0..256' },
    needs: [['-p']],
  },
  perf: {
    level: 'diagnose',
    verbs: {
      stat: {
        style: 'exact',
        words: '-a -d -dd -r',
        values: { '-e|-p|-I|-C': 'straceWord' },
        command: 'words',
        also: [
          {
            style: 'exact',
            words: '-a -d',
            values: { '-e': 'straceWord', '-p': 'numbers' },
            needs: [['-p']],
          },
        ],
      },
      'list|version': { operands: ['word*'] },
      top: { words: '--stdio', values: { '-p': 'numbers', '-d|--delay': 'int:1..600' } },
    },
  },
  bpftool: {
    style: 'plain',
    operands: ['choice:prog|map|net|cgroup|link|feature|perf|btf', 'choice:show|list|tree|probe', 'word*'],
    least: 2,
  },
  gdb: { style: 'exact', words: '--version', needs: [['--version']] },
};
