import type { Match } from '../argument-matcher.js';
import type { Rules } from '../grammar.js';

/** What only bash knows of: elsewhere it means something else, or nothing. */
const BASH_ONLY = /&>|\|&|<<<|\$'/;

/**
 * `sh -c 'line'`: a shell for one line, with nothing else. Options that only make it stop sooner or say more are fine;
 * words behind the line would be its arguments.
 */
export function readLineOption(rules: Rules, words: readonly string[]): Match {
  const misfit = (why: 'option' | 'operand' | 'missing', ...found: string[]): Match => ({
    fits: false,
    rule: rules.rule,
    words: found,
    why,
  });
  const at = words.findIndex((word) => !/^-[eux]+$/.test(word));
  const option = words[at];
  if (option === undefined) return misfit('missing');
  if (!/^-[eux]*c$/.test(option)) return misfit(option.startsWith('-') ? 'option' : 'operand', option);
  const [line, ...more] = words.slice(at + 1);
  if (line === undefined) return misfit('missing', option);
  if (more.length > 0) return misfit('operand', ...more);
  if (rules.rule !== 'bash' && BASH_ONLY.test(line)) return misfit('operand', line);
  const { rule, level, asks } = rules;
  return {
    fits: true,
    rule,
    level,
    effects: [],
    innerLine: line,
    ...(asks === undefined ? {} : { asks: asks === true ? 'asks' : asks }),
  };
}
