import type { Grammar } from '../grammar.js';

const COLUMNS =
  'choices:pid|ppid|user|uid|group|comm|cmd|args|pcpu|%cpu|pmem|%mem|rss|vsz|time|etime|etimes|start|lstart|stat|state|tty|nlwp|ni|pri|psr|wchan|lwp|tid';

/**
 * What follows the container goes to ps as it stands, which shows environments for an `e` among its letters, and for
 * `-e` together with others: whole words that are known not to.
 */
export const TOP: Grammar = {
  style: 'plain',
  operands: ['name', 'choice:aux|auxf|auxw|auxww|ax|axf|axl|-aux|-e|-A|-ef|-eF|-efww|-el|-eLf|-f|-l|-F'],
  least: 1,
  also: [{ style: 'plain', operands: ['name', 'choice:-o|-eo|-Ao|o|axo|xo', COLUMNS], counts: [3] }],
};

/** podman knows these columns itself; anything else goes to ps there too. */
export const PODMAN_TOP: Grammar = {
  ...TOP,
  also: [
    ...TOP.also!,
    {
      style: 'plain',
      operands: [
        'name',
        'choice:args|comm|etime|group|hpid|label|nice|pcpu|pgid|pid|ppid|seccomp|state|time|tty|user|vsz*',
      ],
      least: 2,
    },
  ],
};
