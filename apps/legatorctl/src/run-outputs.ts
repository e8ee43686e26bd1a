import { rows, text } from './answers.js';
import { clean, plainText } from './terminal.js';

type Row = Record<string, unknown>;

/** So many hosts are named before what they printed; the rest is counted. */
const MOST_NAMES = 8;

/** What the hosts of a command printed, each different text once under the names of those that printed it. */
export function outputsOf(run: Row): string[] {
  const groups = rows(run['groups']);
  const isOne = groups.length === 1 && Number(groups[0]?.['probes']) === 1;
  return groups.flatMap((group, at) => {
    const texts = [group['output'], group['error_output']].map((words) => plainText(text(words)).trimEnd());
    const hidden = Number(group['hidden_lines']) || 0;
    return [
      ...(isOne ? [] : [`  ${namesOf(run, group, at)}`]),
      ...texts.filter((words) => words !== ''),
      ...(hidden > 0 ? [`  … ${hidden} more ${hidden === 1 ? 'line is' : 'lines are'} not shown`] : []),
    ];
  });
}

function namesOf(run: Row, group: Row, at: number): string {
  const all = Number(group['probes']) || 0;
  const names = rows(run['targets'])
    .filter((target) => target['group'] === at)
    .slice(0, MOST_NAMES)
    .map(({ hostname }) => clean(text(hostname)));
  const more = all - names.length;
  return [...names, ...(more > 0 ? [`${more} more`] : [])].join(', ');
}
