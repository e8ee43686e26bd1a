import type { ChatMessage, ChatPart } from '../core/api/models';
import { tookText } from '../ui/output-words';
import { visibleText } from '../ui/visible-text';
import { CHAT_WORDS as WORDS } from './chat-words';

/**
 * The blocks of an answer in the order in which they are read: what ran, then prose, then tables, then what is proposed
 * or asked, and last what it stands on. Within each, as they came.
 */
export function inOrder(parts: readonly ChatPart[]): readonly ChatPart[] {
  return parts
    .map((part, at) => ({ part, at, rank: rankOf(part) }))
    .sort((a, b) => a.rank - b.rank || a.at - b.at)
    .map(({ part }) => part);
}

function rankOf(part: ChatPart): number {
  switch (part.type) {
    case 'run':
      // What had to be asked for stays where the request stood.
      return part.targets.some(({ approval_id: id }) => id !== null) ? 3 : 0;
    case 'table':
      return 2;
    case 'plan':
    case 'question':
      return 3;
    case 'source':
      return 5;
    case 'notice':
      return part.tone === 'bad' ? 4 : 1;
    default:
      return 1;
  }
}

/** A message without blocks is its words. */
export function partsOf({ parts, content }: ChatMessage): readonly ChatPart[] {
  return parts.length === 0 && content ? [{ type: 'text', text: content }] : parts;
}

/** Who answered, in how long, with what: "Answered by ops-primary · 4.2 s · 2 commands · 1 840 tokens". */
export function aboutAnswer({ meta }: ChatMessage): readonly string[] {
  if (!meta) return [];
  const { via, profile, model, started_at, finished_at, usage, commands_used } = meta;
  const took = finished_at ? Date.parse(finished_at) - Date.parse(started_at) : NaN;
  const who =
    via === 'model' ? WORDS.answeredBy.model(visibleText(profile ?? model ?? '')) : WORDS.answeredBy[via];
  return [
    who,
    ...(Number.isFinite(took) && took >= 0 ? [tookText(took)] : []),
    ...(commands_used > 0 && via !== 'command' ? [WORDS.about.commands(commands_used)] : []),
    ...(usage ? [WORDS.about.tokens(usage.prompt_tokens + usage.completion_tokens)] : []),
  ];
}

/** What is put on the clipboard: the words, and each command with where it ran. */
export function copyOf(message: ChatMessage): string {
  const lines = partsOf(message).map((part) => {
    if (part.type === 'text') return part.text;
    if (part.type === 'run') return `$ ${part.command}   (${part.target})`;
    if (part.type === 'question') return part.question;
    if (part.type === 'source' || part.type === 'notice') return part.text;
    if (part.type === 'plan')
      return [part.title, ...part.steps.map(({ title, command }) => `- ${title}: ${command}`)].join('\n');
    const cells = (row: readonly { text: string }[]) => row.map(({ text }) => text).join('\t');
    return [part.columns.map(({ title }) => title).join('\t'), ...part.rows.map(cells)].join('\n');
  });
  return lines.join('\n\n').trim();
}
