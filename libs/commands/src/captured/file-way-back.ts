import type { CapturedChange, CapturedItem } from '@legator/contracts';

/** One thing to run: a program by its words, or a line where it takes a pipe. */
export interface Step {
  readonly text: string;
  readonly argv?: readonly string[];
  readonly line?: string;
  /** What becomes of what is there now: gone for good. Of such a thing there must be no doubt. */
  readonly harm?: 'deletes' | 'overwrites';
}

/** A file as it was: gone again, there again, or with its contents, rights and owner. Nothing that was not seen whole. */
export function contentsBack(
  { name }: CapturedChange,
  before: CapturedItem,
  after: CapturedItem,
): Step[] | undefined {
  const [was, is] = [before.facts ?? {}, after.facts ?? {}];
  if (isPattern(name) || !isPlain(before) || !isPlain(after)) return undefined;
  if (before.state === 'absent') return gone(name, is);
  if (after.state === 'absent') return was['type'] === 'folder' ? undefined : again(name, before);
  if (was['type'] !== is['type'] || was['link_to'] !== is['link_to']) return undefined;
  if (was['type'] === 'folder' && before.text !== after.text) return undefined;
  const contents = isSameInside(was, is) ? [] : overwritten(name, before, is);
  return contents && [...contents, ...rights(name, was, is)];
}

export function isPattern(name: string): boolean {
  return /[*?[]/.test(name);
}

/** Of a file too large for a hash its length and its time have to do. */
function isSameInside(was: Facts, is: Facts): boolean {
  if (was['type'] === 'folder') return true;
  if (was['sha256'] && is['sha256']) return was['sha256'] === is['sha256'];
  return was['size'] === is['size'] && was['modified'] === is['modified'];
}

/** A link or a device is not what it seems: writing to it would change something else. */
export function isPlain({ state, facts = {} }: CapturedItem): boolean {
  return (
    state === 'absent' || (/^(file|folder)$/.test(facts['type'] ?? '') && facts['link_to'] === undefined)
  );
}

/** Without a hash nobody can tell later whether it is still what the command left. */
function gone(name: string, { type, sha256 }: Facts): Step[] | undefined {
  if (type === 'folder')
    return [{ text: `remove the folder ${name}`, argv: ['rmdir', '--', name], harm: 'deletes' }];
  return sha256 ? [{ text: `delete ${name}`, argv: ['rm', '--', name], harm: 'deletes' }] : undefined;
}

function overwritten(name: string, before: CapturedItem, { sha256 }: Facts): Step[] | undefined {
  if (!sha256) return undefined;
  return written(name, before)?.map((step) => ({ ...step, harm: 'overwrites' }));
}

/** Where nothing is now. */
export function again(name: string, before: CapturedItem): Step[] | undefined {
  const contents = written(name, before);
  return contents && [...contents, ...rights(name, before.facts ?? {}, {})];
}

/** Contents that are masked, cut or no text were never seen whole. */
function written(name: string, { text, textNote }: CapturedItem): Step[] | undefined {
  if (text === undefined || textNote !== undefined) return undefined;
  const line = `printf %s ${quoted(text)} | tee -- ${quoted(name)} > /dev/null`;
  return [{ text: `contents of ${name} as they were`, line }];
}

/** Words for any shell of POSIX; what people are shown is made elsewhere. */
export function lineOf(argv: readonly string[]): string {
  return argv.map((word) => (/^[\w@%+:,./=-]+$/.test(word) ? word : quoted(word))).join(' ');
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}

export type Facts = Readonly<Record<string, string | undefined>>;

export function rights(name: string, was: Facts, is: Facts): Step[] {
  const steps: Step[] = [];
  const { owner, mode } = was;
  // A change of the owner takes the set-uid bit away, so the rights come last.
  if (owner && owner !== is['owner'])
    steps.push({ text: `owner of ${name} back to ${owner}`, argv: ['chown', owner, '--', name] });
  if (mode && mode !== is['mode'])
    steps.push({ text: `rights of ${name} back to ${mode}`, argv: ['chmod', mode, '--', name] });
  return steps;
}
