import type { Grammar } from '../grammar.js';

/** What a container wrote; to follow it has no end. */
export const LOGS: Grammar = {
  flags: 't',
  words: '--timestamps --details',
  values: { '-n|--tail': 'countOrAll', '--since|--until': 'time' },
  operands: ['name'],
  least: 1,
  also: [
    {
      level: 'diagnose',
      flags: 'tf',
      words: '--timestamps --details --follow',
      values: { '-n|--tail': 'countOrAll', '--since|--until': 'time' },
      operands: ['name'],
      least: 1,
    },
  ],
};
