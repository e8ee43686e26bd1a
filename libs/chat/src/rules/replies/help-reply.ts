import type { KnownWords } from '@legator/fleet';
import type { Unknown } from '../reading/reading.js';
import { distance } from '../reading/spelling.js';
import { list } from './rank-reply.js';
import { named, plain } from './field-words.js';
import { plainReply } from './reply.js';
import type { Reply } from './reply.js';

/** Questions that fit the fleet that is there. */
export function examplesFor({ tags, sites, hosts }: KnownWords): string[] {
  const tag = tags[0] && plain(tags[0]);
  const host = hosts[0] && plain(hosts[0].hostname);
  const where = tag && /^[\w.-]+$/.test(tag) ? ` on tag:${tag}` : sites[0] ? ` on site:${sites[0].id}` : '';
  return [
    'which machine has the most disk pressure?',
    `top 5 hosts by memory usage${where.replace(' on', ' in')}`,
    'who is offline?',
    `is nginx running${where || ' on web-*'}?`,
    `top processes on ${host ?? 'a host'}`,
    'what changed today',
  ];
}

export function helpReply(known: KnownWords): Reply {
  const text = `I answer questions about what the fleet reports, and look at hosts where that is needed. For example:\n\n${bullets(examplesFor(known))}`;
  return plainReply(
    `${text}\n\nA command as you would type it begins with \`!\`, such as \`!df -h\`; policy judges it like any other.`,
  );
}

/** Says what was not understood. Never an answer to something else. */
export function unknownReply({ because, words }: Unknown, known: KnownWords): Reply {
  return plainReply(
    `${why(because, words, known)}\n\nI do understand, for example:\n\n${bullets(examplesFor(known))}`,
  );
}

function why(because: Unknown['because'], words: readonly string[], known: KnownWords): string {
  if (because === 'change')
    return 'I read that as an order, and without a model only a few plain ones are understood: "restart nginx on web-01" (also start, stop, reload) and "update package lists on web-01". Anything else you can write as the command itself, beginning with `!`; policy judges it like any other.';
  if (because === 'past')
    return 'I only know how things are now, and what happened when; not how numbers were or will be. Charts of the last days are on the page of each host.';
  if (words.length === 0) return 'I did not understand that.';
  const odd = words.slice(0, 4).map((word) => named(word));
  if (because === 'unclear')
    return `I know ${list(odd)}, but not what is meant by it here, and without it the answer would be one to another question.`;
  const near = words.flatMap((word) => nearestName(word, known) ?? []);
  const hint = near.length > 0 ? ` Did you mean ${list(near.map((name) => named(name)))}?` : '';
  return `I did not understand ${list(odd)}: it is no host, tag, site or system that I know, and no word of a question that I can answer.${hint}`;
}

/** A name of the fleet's that is a typing error away. It is never taken without asking. */
function nearestName(word: string, { tags, sites, systems }: KnownWords): string | undefined {
  if (word.length < 3) return undefined;
  const names = [...tags, ...sites.map(({ id }) => id), ...systems];
  return names.find((name) => Math.abs(name.length - word.length) <= 1 && distance(word, name) === 1);
}

function bullets(lines: readonly string[]): string {
  return lines.map((line) => `- ${line}`).join('\n');
}
