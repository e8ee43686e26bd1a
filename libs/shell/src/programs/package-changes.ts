import type { Grammar } from '../grammar.js';

/** Which packages are put on the host; from where is what the host's own settings say. */
export const installs = (words: string, over: Grammar = {}): Grammar => ({
  level: 'remediate',
  words,
  operands: ['packageName*'],
  least: 1,
  effects: [['package', 'install', '$*']],
  ...over,
});

export const removes = (words: string, over: Grammar = {}): Grammar => ({
  level: 'remediate',
  words,
  operands: ['package*'],
  asks: 'removes packages',
  effects: [['package', 'remove', '$*']],
  ...over,
});

export const UPGRADES: Pick<Grammar, 'level' | 'effects'> = {
  level: 'remediate',
  effects: [['package', 'upgrade', '$*']],
};

export const REFRESH: Pick<Grammar, 'level' | 'effects'> = {
  level: 'remediate',
  effects: [['package', 'refresh', 'package lists']],
};
