import type { KnownWords } from '@legator/fleet';
import type { TargetWord } from './reading.js';
import type { Token } from './tokens.js';

interface Named {
  readonly mark:
    | { readonly is: 'target'; readonly target: TargetWord }
    | { readonly is: 'choice'; readonly word: string; readonly among: readonly TargetWord[] };
  readonly length: number;
}

/** Most words that the name of a site is looked for in. */
const LONGEST_NAME = 4;
const THIS_MACHINE = /^(?:this|that|the current) (?:machine|host|server|box|probe|node|vm)$/;

/**
 * Whom the words from `at` on name. `clear`: only what can be nothing else (`tag:web`, `web-*`, a whole hostname or id);
 * `any`: also a bare tag, a site's name, a system.
 */
export function namedBy(
  tokens: readonly Token[],
  at: number,
  known: KnownWords,
  how: 'clear' | 'any',
): Named | undefined {
  const { text } = tokens[at]!;
  return machine(tokens, at) ?? spelled(text, known) ?? byName(tokens, at, known, how);
}

function machine(tokens: readonly Token[], at: number): Named | undefined {
  const two = tokens.slice(at, at + 2).map(({ text }) => text);
  const word = two.join(' ');
  if (two.length === 2 && THIS_MACHINE.test(word)) return one({ kind: 'machine', value: 'this', word }, 2);
  return tokens[at]!.text === 'here' ? one({ kind: 'machine', value: 'this', word: 'here' }) : undefined;
}

/** With its kind before a colon, or with `*`. */
function spelled(text: string, known: KnownWords): Named | undefined {
  const bare = text.replace(/^@/, '');
  const [, kind, value] = /^(tag|site|os|host|hostname|probe):(.+)$/.exec(bare) ?? [];
  if (kind === 'tag') return one({ kind: 'tag', value: value!, word: bare });
  if (kind === 'os') return one({ kind: 'system', value: value!, word: bare });
  if (kind === 'site') {
    const site = known.sites.find(({ id, name }) => id === value || name.toLowerCase() === value);
    return one({ kind: 'site', value: site?.id ?? value!, word: bare });
  }
  const name = value ?? bare;
  if (/^[a-z0-9_.*-]*\*[a-z0-9_.*-]*$/.test(name) && /[a-z0-9]/.test(name))
    return one({ kind: 'pattern', value: name, word: bare });
  const hosts = hostsCalled(name, known);
  if (hosts.length > 0 && /[-.\d]/.test(name)) return choice(bare, hosts);
  return undefined;
}

function byName(
  tokens: readonly Token[],
  at: number,
  known: KnownWords,
  how: 'clear' | 'any',
): Named | undefined {
  if (how === 'clear') return undefined;
  for (let length = LONGEST_NAME; length > 0; length -= 1) {
    const words = tokens.slice(at, at + length);
    if (words.length < length) continue;
    const word = words
      .map(({ text }) => text)
      .join(' ')
      .replace(/^@/, '');
    const among = [...hostsCalled(word, known), ...groupsCalled(word, known)];
    if (among.length > 0) return choice(word, among, length);
  }
  return undefined;
}

/** A whole hostname goes before a first label. */
function hostsCalled(word: string, known: KnownWords): TargetWord[] {
  const whole = known.hosts.filter(({ id, hostname }) => id === word || hostname.toLowerCase() === word);
  const found =
    whole.length > 0
      ? whole
      : known.hosts.filter(({ hostname }) => hostname.toLowerCase().split('.')[0] === word);
  return found.map(({ id }) => ({ kind: 'host', value: id, word }));
}

/** A system is meant where a tag is called like it: whoever tags hosts `linux` means just those. */
function groupsCalled(word: string, known: KnownWords): TargetWord[] {
  const sites = known.sites.filter(({ id, name }) => id === word || name.toLowerCase() === word);
  const tags: TargetWord[] = known.tags.includes(word) ? [{ kind: 'tag', value: word, word }] : [];
  const named: TargetWord[] = [
    ...tags,
    ...sites.map(({ id }) => ({ kind: 'site', value: id, word }) as const),
  ];
  if (named.length > 0 || !known.systems.includes(systemName(word))) return named;
  return [{ kind: 'system', value: systemName(word), word }];
}

function systemName(word: string): string {
  return word === 'macos' || word === 'mac' ? 'darwin' : word;
}

function choice(word: string, among: readonly TargetWord[], length = 1): Named {
  return among.length === 1 ? one(among[0]!, length) : { mark: { is: 'choice', word, among }, length };
}

function one(target: TargetWord, length = 1): Named {
  return { mark: { is: 'target', target }, length };
}
