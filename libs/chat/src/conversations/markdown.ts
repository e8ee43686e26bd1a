import type { ChatMessage, ChatPart, ChatRunPart } from '@legator/contracts';
import { inWords } from '../turns/in-words.js';

/** A message as a section of a file. What hosts printed stands in blocks that nothing in them can end. */
export function messageInMarkdown({ role, author, timestamp, content, parts }: ChatMessage): string {
  const who = author?.name ?? (role === 'assistant' ? 'Legator' : role);
  const body = parts.length > 0 ? parts.map(partInMarkdown).join('\n\n') : content;
  return `\n## ${who.replace(/\s+/g, ' ')}, ${timestamp}\n\n${body}\n`;
}

function partInMarkdown(part: ChatPart): string {
  if (part.type === 'run') return runInMarkdown(part);
  if (part.type === 'table') return tableInMarkdown(part);
  if (part.type !== 'plan') return inWords([part]);
  const runs = part.steps.flatMap(({ run }) => (run ? [runInMarkdown(run)] : []));
  return [inWords([part]), ...runs].join('\n\n');
}

function runInMarkdown(run: ChatRunPart): string {
  const outputs = run.groups.flatMap(({ output, error_output, probes, hidden_lines }) => [
    `On ${probes} ${probes === 1 ? 'probe' : 'probes'}${hidden_lines > 0 ? ` (${hidden_lines} lines not shown)` : ''}:`,
    fenced([output, error_output].filter((text) => text !== '').join('\n')),
  ]);
  const words = run.targets.map(
    ({ hostname, state, exit_code }) =>
      `- ${hostname}: ${state}${exit_code === null ? '' : ` (${exit_code})`}`,
  );
  words.push(...(run.more_targets ?? []).map(({ state, count }) => `- and ${count} more: ${state}`));
  return [fenced(run.command), words.join('\n'), ...outputs].filter((text) => text !== '').join('\n\n');
}

function tableInMarkdown({ columns, rows, more }: Extract<ChatPart, { type: 'table' }>): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replace(/\s+/g, ' ').replaceAll('|', '\\|')).join(' | ')} |`;
  return [
    line(columns.map(({ title }) => title)),
    line(columns.map(({ align }) => (align === 'end' ? '---:' : '---'))),
    ...rows.map((row) => line(row.map(({ text }) => text))),
    ...(more > 0 ? [`\nand ${more} more`] : []),
  ].join('\n');
}

/** The fence is longer than any in the text. */
function fenced(text: string): string {
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}\n${text}\n${fence}`;
}
