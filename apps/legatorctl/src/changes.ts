import { record, rows, text } from './answers.js';
import type { Session } from './session.js';
import { clean, harmless } from './terminal.js';

type Row = Record<string, unknown>;

/** After a run: what it changed, beside its output. Says nothing where nothing was looked at, or nobody can tell. */
export async function noteChanges(session: Session, requestId: string): Promise<void> {
  const { api, terminal, json } = session;
  if (json) return;
  const path = `/api/v1/commands/${encodeURIComponent(requestId)}`;
  const found = await api.ask('GET', path, { also: [404] }).catch(() => ({ status: 0, body: undefined }));
  const changes = record(record(found.body)['changes']);
  if (found.status !== 200 || !changes['items']) return;
  for (const line of changeLines(session, changes)) terminal.note(line);
  if (changes['revertible'] === true)
    terminal.note(`It can be taken back: legatorctl commands revert ${clean(requestId)}`);
}

/** What a command changed, line by line; what stayed as it was is only counted. */
export function changeLines({ terminal }: Pick<Session, 'terminal'>, changes: Row): string[] {
  const items = rows(changes, 'items');
  const changed = items.filter(({ change }) => change !== 'same');
  const same = items.length - changed.length;
  return [
    ...(changes['missing'] ? [clean(text(changes['missing']))] : []),
    ...changed.flatMap((item) => [
      `${terminal.colour('bold', item['change'] === 'unread' ? 'Not known:' : 'Changed:')} ${clean(text(item['summary']))}`,
      ...(item['note'] ? [`  ${clean(text(item['note']))}`] : []),
      ...diffLines(text(item['diff'])).map((line) => coloured(terminal, line)),
    ]),
    ...(same > 0 ? [`Looked at ${same} more, which stayed as before.`] : []),
  ];
}

function diffLines(diff: string): string[] {
  return diff === '' ? [] : diff.replace(/\n$/, '').split('\n');
}

/** Lines of a file of a host: harmless before they reach a terminal, with colours of ours alone. */
function coloured(terminal: Session['terminal'], line: string): string {
  const shown = clean(harmless(line)).replaceAll('\\x09', '\t');
  if (line.startsWith('@@')) return terminal.colour('dim', shown);
  if (line.startsWith('+')) return terminal.colour('green', shown);
  return line.startsWith('-') ? terminal.colour('red', shown) : shown;
}
