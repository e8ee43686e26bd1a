import type { Grammar } from '../grammar.js';

/** What packets carry, not only where they go: passwords, cookies, letters. With -v whole headers of HTTP are printed. */
const CONTENTS = ['-A', '-X', '-XX', '-x', '-xx', '-v', '-vv', '-vvv', '-nnvv'];

/** Who talks to whom, of the packets that go by. */
export const CAPTURES: Record<string, Grammar> = {
  tcpdump: {
    level: 'diagnose',
    flags: 'nNtqeSlpDLKfIUHObJ#',
    words: '-nn -tttt -ttt -tt -nni -nne --list-interfaces --version --help --number',
    secret: CONTENTS,
    values: {
      '-i|--interface': 'name',
      '-c': 'int:1..10000',
      '-s|--snapshot-length': 'int:0..262144',
      '-T|-y|-Q|-j|-B': 'word',
      '-w': 'choice:/dev/null',
    },
    needs: [['-c', '-D', '--list-interfaces', '-L', '--version']],
    operands: ['capture*'],
    also: [
      {
        flags: 'nNtqeSK#',
        words: '-nn -tttt',
        secret: CONTENTS,
        values: { '-r': 'path', '-c': 'int:1..1000000', '-s': 'int:0..262144' },
        needs: [['-r']],
        operands: ['capture*'],
      },
    ],
  },
  tshark: {
    level: 'diagnose',
    flags: 'nDlqp',
    secret: ['-x', '-V'],
    values: {
      '-i': 'name',
      '-c': 'int:1..10000',
      '-f|-Y': 'capture',
      '-T': 'choice:text|fields',
      '-e': 'packetField',
    },
    needs: [['-c', '-D']],
  },
  // There is no way to use it that does not print what the packets carry.
  ngrep: {
    level: 'remediate',
    asks: 'shows what programs send each other, secrets included',
    effects: [['network', 'listen', '*']],
    flags: 'qtTxpilvNeD',
    values: { '-d': 'name', '-n': 'int:1..10000', '-W': 'word' },
    needs: [['-n']],
    operands: ['any', 'capture*'],
  },
};
