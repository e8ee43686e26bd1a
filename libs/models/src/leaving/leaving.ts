import { maskText, type DataBoundary } from '@legator/contracts';
import { logLine } from './log-lines.js';

/** What a text is: `instruction` and `person` are ours and the person's words, the others come from hosts. */
export type LeavingKind = 'instruction' | 'person' | 'inventory' | 'output' | 'log';

/** Lines of one output that leave under `summaries`. */
const MOST_LINES = 40;
const OPENING = /<<<([\w .:-]{1,60}) (\S{1,64})$/;

/**
 * A text as it may leave the house for a provider. The one rule for every text, whichever way it goes out:
 *
 * - `full`: secrets are redacted.
 * - `summaries`: of the entries of logs only their form leaves, with numbers, names and quotations masked; of an output
 *   the first and last lines, forty in all.
 * - `local_only`: of the entries of logs leave their time, unit and level; inventory and the results of commands stay.
 *
 * What kind a text is shows by the label of its quote (`<<<log stdout …`, see `quoted` in chat), since marks on messages
 * end where a library turns them into a request. What is in no quote is treated as the most careful kind it can be: a
 * line that has the form of an entry of a log is one, wherever it stands, and so it is in quotes with other labels.
 * A whole text of a known kind may say so by `kind`; a wrong one opens nothing, as that form counts all the same.
 */
export function leaving(text: string, boundary: DataBoundary, kind?: LeavingKind): string {
  const clean = maskText(text);
  if (boundary === 'full') return clean;
  return sectionsOf(clean)
    .map(({ lines, label }) => {
      const isLog = kind === 'log' || (label !== undefined && /^log\b/i.test(label));
      const kept = withoutLogs(lines, boundary, isLog);
      return label === undefined && kind !== 'output' ? kept : shortened(kept, boundary);
    })
    .flat()
    .join('\n');
}

/** Lines of one quote, without its marks, or of what stands between quotes. */
interface Section {
  readonly label?: string;
  readonly lines: string[];
}

/** The marks themselves stand outside. A quote that was cut off goes on to the end, or to where the next begins. */
function sectionsOf(text: string): Section[] {
  let now: Section = { lines: [] };
  const sections = [now];
  let closing: string | undefined;
  const begin = (next: Section) => sections.push((now = next));
  for (const line of text.split('\n')) {
    if (line === closing) begin({ lines: [] });
    const opening = OPENING.exec(line);
    if (opening && closing !== undefined && line !== closing) begin({ lines: [] });
    now.lines.push(line);
    if (line === closing) closing = undefined;
    if (!opening) continue;
    closing = `${opening[2]}>>>`;
    begin({ label: opening[1]!, lines: [] });
  }
  return sections;
}

/** `isLog`: every line is one of a log, also those whose form is not known. */
function withoutLogs(lines: readonly string[], boundary: DataBoundary, isLog: boolean): string[] {
  let wasLog = false;
  return lines.map((line) => {
    const known = logLine(line);
    // What goes on behind an entry, such as a stack of calls, belongs to it.
    wasLog = known !== undefined || (wasLog && /^[ \t]+\S/.test(line));
    if (!known && !isLog && !wasLog) return line;
    return maskedLine(known ?? { head: '', message: line }, boundary);
  });
}

function maskedLine({ head, message }: { head: string; message: string }, boundary: DataBoundary): string {
  if (message.trim() === '') return head;
  // What was masked or cut before is not masked again.
  if (/^\[(?:masked: \d+ characters|… \d+ characters cut …)\]$/.test(message.trim()))
    return `${head}${message}`;
  const space = head === '' ? '' : ' ';
  if (boundary === 'local_only') return `${head}${space}[masked: ${message.trim().length} characters]`;
  return `${head}${space}${formOf(message.trim())}`;
}

/** The words of a message without what they say it of: two of one form tell nothing but that it came twice. */
function formOf(message: string): string {
  return message
    .slice(0, 500)
    .replace(/"[^"]*"|'[^']*'|`[^`]*`/g, '"…"')
    .replace(/[^\s=:,;()[\]{}"'<>|]+/g, (word) =>
      /^[A-Za-z]{2,16}[.!?]?$/.test(word) && !/[a-z][A-Z]/.test(word) ? word : '…',
    )
    .replace(
      /(?<=\b(?:user|for|from|by|to|host|name|login|logname|ruser|rhost|owner|account|client|server|domain|group)\b[ =:]{1,3})(?:user |invalid )*[A-Za-z]+/gi,
      '…',
    )
    .replace(/…(?:[\s.…-]*…)+/g, '…');
}

function shortened(lines: string[], boundary: DataBoundary): string[] {
  if (boundary !== 'summaries' || lines.length <= MOST_LINES) return lines;
  const half = MOST_LINES / 2;
  const note = `[… ${lines.length - MOST_LINES} lines kept back …]`;
  return [...lines.slice(0, half), note, ...lines.slice(-half)];
}
