import type { PlanCommand } from '@legator/contracts';
import { Beyond, splitWords, type Variables } from './line-words.js';
import type { Redirect } from './syntax.js';

/** What bash makes of one word that stays one. Throws `Beyond` for any other. */
export function literal(source: string, known: Variables): string {
  const [word, ...more] = splitWords(source, known);
  // A value stands alone and may be empty; a word of a line is never.
  if (source === '') return '';
  if (!word || more.length > 0 || word.end !== source.length)
    throw new Beyond('disagreement', 'Two readers split it into different words.');
  return word.value;
}

type Streams = Pick<PlanCommand, 'stdin' | 'out' | 'err'>;

/** Redirections in their order, as far as they only drop output, join the two, or read a file. */
export function streams(redirects: Redirect[], known: Variables, first: boolean): Streams {
  const to: Record<string, 'out' | 'err' | 'null'> = { '1': 'out', '2': 'err' };
  let stdin: Streams['stdin'];
  for (const redirect of redirects) {
    const target = redirect.target ? literal(redirect.target.source, known) : undefined;
    const { op, fd } = redirect;
    if (redirect.document && (fd ?? '0') === '0' && first) {
      stdin = { text: redirect.document.text };
    } else if ((op === '<' || op === '<<<') && (fd ?? '0') === '0' && first && target !== undefined) {
      stdin = op === '<' ? { file: target } : { text: `${target}\n` };
      if (target === '/dev/null' && op === '<') stdin = undefined;
    } else if ((op === '&>' || op === '&>>') && fd === undefined && target === '/dev/null') {
      to['1'] = to['2'] = 'null';
    } else if (['>', '>>', '>|'].includes(op) && (fd ?? '1') in to && target === '/dev/null') {
      to[fd ?? '1'] = 'null';
    } else if (op === '>&' && (fd ?? '1') in to && redirect.target?.bare && (target ?? '') in to) {
      to[fd ?? '1'] = to[target!]!;
    } else throw redirected(redirect);
  }
  return {
    ...(stdin ? { stdin } : {}),
    ...(to['1'] === 'out' ? {} : { out: to['1'] as 'err' | 'null' }),
    ...(to['2'] === 'err' ? {} : { err: to['2'] as 'out' | 'null' }),
  };
}

function redirected({ op }: Redirect): Beyond {
  return op.startsWith('<')
    ? new Beyond('redirect', `It redirects input (${op}).`)
    : new Beyond('redirect', `It redirects output (${op}).`);
}
