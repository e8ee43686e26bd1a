import type { KnownWords } from '@legator/fleet';
import { marksOf } from './marks.js';
import type { Reading, Verb } from './reading.js';
import type { Token } from './tokens.js';
import { targetsIn } from './understood.js';

const POLITE = new Set(['please', 'pls', 'can', 'could', 'would', 'you', 'now', 'legator', 'just', ',']);
const VERBS: ReadonlySet<string> = new Set(['restart', 'start', 'stop', 'reload']);
const PLACES = new Set(['on', 'at', 'in']);
/** What systemd takes, and nothing that a shell reads. */
export const SERVICE_NAME = /^[a-z0-9][a-z0-9@._:-]{0,127}$/;
const LISTS = /^(?:update|refresh) (?:the )?(?:package|apt|dnf|yum) (?:lists?|index|cache|metadata)$/;

/**
 * The few changes that plain words may ask for: `restart|start|stop|reload [the] [service] NAME [service] [on TARGETS]` and
 * `update package lists [on TARGETS]`. Each word has to be one of these: an order with anything else in it is none.
 */
export function readAct(tokens: readonly Token[], known: KnownWords): Reading | undefined {
  const first = tokens.findIndex(({ text }) => !POLITE.has(text));
  const words =
    first < 0
      ? []
      : tokens.slice(first).filter(({ text }, at, all) => !(at === all.length - 1 && text === 'please'));
  const place = words.findIndex(({ text }) => PLACES.has(text));
  const order = (place < 0 ? words : words.slice(0, place)).map(({ text }) => text);
  const act = actOf(order);
  if (!act) return undefined;
  const marks = place < 0 ? [] : marksOf(words.slice(place), known, false);
  const choice = marks.find((mark) => mark.is === 'choice');
  if (choice) return { kind: 'ambiguous', word: choice.word, among: choice.among };
  for (const mark of marks) {
    if (mark.is === 'target') continue;
    if (mark.is === 'word') return { kind: 'unknown', because: 'words', words: [mark.text] };
    if (mark.is !== 'concept' || !FILLING.has(mark.concept.is))
      return { kind: 'unknown', because: 'change', words: [] };
  }
  // As in a question: side by side they narrow each other, so that an order never reaches more than was named.
  const targets = targetsIn(marks);
  if (place >= 0 && targets.length === 0) return { kind: 'unknown', because: 'unclear', words: [] };
  // What would be called is a host: that is no service, and a machine is not restarted by the way.
  if (act.name && known.hosts.some(({ id, hostname }) => [id, hostname.toLowerCase()].includes(act.name!)))
    return undefined;
  return { kind: 'act', ...act, targets, where: [] };
}

const FILLING: ReadonlySet<string> = new Set(['on', 'of', 'and', 'stop', 'noun']);

function actOf(order: readonly string[]): { verb: Verb; name?: string } | undefined {
  if (LISTS.test(order.join(' '))) return { verb: 'update' };
  const [verb, ...rest] = order;
  if (verb === undefined || !VERBS.has(verb)) return undefined;
  const names = rest.filter((word) => !['the', 'service', 'unit', 'daemon'].includes(word));
  const [name] = names;
  return names.length === 1 && SERVICE_NAME.test(name!) ? { verb: verb as Verb, name } : undefined;
}
