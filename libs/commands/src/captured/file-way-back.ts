import type { CapturedChange, CapturedItem } from '@legator/contracts';

/** One thing to run: a program by its words, or a line where it takes a pipe. */
export interface Step {
  readonly text: string;
  readonly argv?: readonly string[];
  readonly line?: string;
}

/** A file as it was: gone again, there again, or with its contents, rights and owner. Nothing that was not seen whole. */
export function contentsBack(
  { name }: CapturedChange,
  before: CapturedItem,
  after: CapturedItem,
): Step[] | undefined {
  const [was, is] = [before.facts ?? {}, after.facts ?? {}];
  if (/[*?[]/.test(name) || !isPlain(before) || !isPlain(after)) return undefined;
  if (before.state === 'absent') return gone(name, is['type']);
  if (after.state === 'absent') return was['type'] === 'folder' ? undefined : again(name, before);
  if (was['type'] !== is['type'] || was['link_to'] !== is['link_to']) return undefined;
  const contents = was['sha256'] === is['sha256'] ? [] : written(name, before);
  if (was['type'] === 'folder' && before.text !== after.text) return undefined;
  return contents && [...contents, ...rights(name, was, is)];
}

/** A link or a device is not what it seems: writing to it would change something else. */
function isPlain({ state, facts = {} }: CapturedItem): boolean {
  return (
    state === 'absent' || (/^(file|folder)$/.test(facts['type'] ?? '') && facts['link_to'] === undefined)
  );
}

function gone(name: string, type: string | undefined): Step[] {
  if (type === 'folder') return [{ text: `remove the folder ${name}`, argv: ['rmdir', '--', name] }];
  return [{ text: `delete ${name}`, argv: ['rm', '--', name] }];
}

function again(name: string, before: CapturedItem): Step[] | undefined {
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

type Facts = Readonly<Record<string, string | undefined>>;

function rights(name: string, was: Facts, is: Facts): Step[] {
  const steps: Step[] = [];
  const { owner, mode } = was;
  // A change of the owner takes the set-uid bit away, so the rights come last.
  if (owner && owner !== is['owner'])
    steps.push({ text: `owner of ${name} back to ${owner}`, argv: ['chown', owner, '--', name] });
  if (mode && mode !== is['mode'])
    steps.push({ text: `rights of ${name} back to ${mode}`, argv: ['chmod', mode, '--', name] });
  return steps;
}
