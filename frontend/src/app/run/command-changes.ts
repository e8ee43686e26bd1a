import { visibleText } from '../ui/visible-text';

/** What became of one thing that a command touched, as the control plane tells it. */
export interface ChangedThing {
  readonly kind: string;
  readonly name: string;
  readonly change: 'same' | 'changed' | 'added' | 'removed' | 'unread';
  readonly summary: string;
  readonly facts: readonly { readonly name: string; readonly before: string; readonly after: string }[];
  /** Contents before and after, where there are any and they differ. */
  readonly texts: { readonly before: string; readonly after: string } | undefined;
  readonly note: string;
}

/** What a command touched, before and after. */
export interface CommandChanges {
  readonly missing: string;
  readonly things: readonly ChangedThing[];
  readonly isRevertible: boolean;
  readonly notRevertible: string;
}

const KINDS: readonly string[] = ['same', 'changed', 'added', 'removed', 'unread'];

/** Reads it from a command's answer; nothing where nothing was looked at, or what is there is not understood. */
export function changesOf(view: unknown): CommandChanges | undefined {
  const said = record(record(view)['changes']);
  const items = said['items'];
  if (!Array.isArray(items)) return undefined;
  return {
    missing: text(said['missing']),
    things: items.map(record).filter(isThing).map(thingOf),
    isRevertible: said['revertible'] === true,
    notRevertible: text(said['not_revertible']),
  };
}

function isThing({ name, change }: Record<string, unknown>): boolean {
  return typeof name === 'string' && typeof change === 'string' && KINDS.includes(change);
}

function thingOf(item: Record<string, unknown>): ChangedThing {
  const facts = Array.isArray(item['facts']) ? item['facts'].map(record) : [];
  const [before, after] = [record(item['before'])['text'], record(item['after'])['text']];
  const hasTexts = typeof before === 'string' || typeof after === 'string';
  const texts = { before: plain(before), after: plain(after) };
  return {
    kind: text(item['kind']),
    name: text(item['name']),
    change: item['change'] as ChangedThing['change'],
    summary: text(item['summary']),
    facts: facts.map((fact) => ({
      name: text(fact['name']),
      before: text(fact['before']) || '–',
      after: text(fact['after']) || '–',
    })),
    texts: hasTexts && texts.before !== texts.after ? texts : undefined,
    note: text(item['note']),
  };
}

function record(value: unknown): Record<string, unknown> {
  return value && typeof value === 'object' ? (value as Record<string, unknown>) : {};
}

function plain(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function text(value: unknown): string {
  return visibleText(plain(value));
}
