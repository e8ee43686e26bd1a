import type { ChatPart, ChatRunPart } from '@legator/contracts';
import { runCounts } from './run-hosts.js';

const ROWS = 20;

/**
 * An answer as plain text, for clients that know nothing of blocks and for what is said later. What hosts printed is
 * not in it: only what ran, and how that ended.
 */
export function inWords(parts: readonly ChatPart[]): string {
  return parts
    .map(partInWords)
    .filter((text) => text !== '')
    .join('\n\n');
}

/** Whether a block shows what hosts said of themselves. */
export function showsHosts(part: ChatPart): boolean {
  return part.type === 'run' || part.type === 'table' || part.type === 'plan';
}

function partInWords(part: ChatPart): string {
  switch (part.type) {
    case 'text':
      return part.text.trim();
    case 'run':
      return runInWords(part);
    case 'table':
      return tableInWords(part);
    case 'question':
      return [part.question, ...part.choices.map(({ label }) => `- ${label}`)].join('\n');
    case 'plan':
      return [
        part.title,
        ...part.steps.map(
          ({ title, command, target, state }, at) =>
            `${at + 1}. ${title}: ${command} on ${target} (${state})`,
        ),
      ].join('\n');
    case 'source':
    case 'notice':
      return part.text;
  }
}

function runInWords(run: ChatRunPart): string {
  const states = runCounts(run)
    .map(({ state, count }) => `${count} ${state}`)
    .join(', ');
  return `${run.command} on ${run.target}: ${states || 'no probes'}`;
}

function tableInWords({ columns, rows, more }: Extract<ChatPart, { type: 'table' }>): string {
  const lines = rows.slice(0, ROWS).map((row) => row.map(({ text }) => text).join(' | '));
  const left = more + Math.max(0, rows.length - ROWS);
  return [
    columns.map(({ title }) => title).join(' | '),
    ...lines,
    ...(left > 0 ? [`and ${left} more`] : []),
  ].join('\n');
}
