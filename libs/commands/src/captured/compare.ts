import type { Capture, CapturedChange, CapturedItem } from '@legator/contracts';
import type { Captured } from '../dispatch.js';
import { nameOf } from './reported-side.js';
import { labelOf, noteOf } from './thing-words.js';
import { countLines, unifiedDiff } from './unified-diff.js';

const ORDER: readonly CapturedChange['change'][] = ['changed', 'added', 'removed', 'unread', 'same'];
/** What is told in the sentence of a change, in this order; the rest is in the table of facts. */
const TOLD = [
  'active',
  'enabled',
  'version',
  'value',
  'name',
  'zone',
  'mode',
  'owner',
  'groups',
  'members',
  'login',
  'shell',
  'running',
  'loaded',
  'link_to',
  'type',
];
const MOST_TOLD = 3;

/** What became of each thing that was looked at: what changed first. */
export function compare(asked: readonly Capture[], { before, after }: Captured): CapturedChange[] {
  const at = (side: Captured['before'], one: Capture) =>
    side?.items.find((item) => nameOf(item) === nameOf(one)) ?? null;
  const changes = asked.map((one) => change(one, at(before, one), at(after, one)));
  return changes
    .filter((one) => !wasNever(one))
    .sort((a, b) => ORDER.indexOf(a.change) - ORDER.indexOf(b.change));
}

/** Not there before and not there afterwards: a guess at a name that was wrong. */
function wasNever({ before, after }: CapturedChange): boolean {
  return before?.state === 'absent' && after?.state === 'absent';
}

function change(
  { kind, name }: Capture,
  before: CapturedItem | null,
  after: CapturedItem | null,
): CapturedChange {
  const facts = factsOf(before, after);
  const diff = diffOf(before, after);
  const what = sortOf(before, after, facts.length > 0 || diff !== null);
  const summary = sentence(labelOf({ kind, name }), what, { facts, diff });
  return { kind, name, change: what, summary, facts, diff, note: noteFor(before, after), before, after };
}

function sortOf(
  before: CapturedItem | null,
  after: CapturedItem | null,
  differs: boolean,
): CapturedChange['change'] {
  const known = before && after && before.state !== 'unread' && after.state !== 'unread';
  if (!known) return 'unread';
  if (before.state !== after.state) return after.state === 'present' ? 'added' : 'removed';
  return differs ? 'changed' : 'same';
}

function noteFor(before: CapturedItem | null, after: CapturedItem | null): string | null {
  const missing = !before ? 'It was not looked at before.' : !after ? 'It was not looked at afterwards.' : '';
  return [missing, noteOf([before, after])].filter(Boolean).join(' ') || null;
}

function factsOf(before: CapturedItem | null, after: CapturedItem | null): CapturedChange['facts'] {
  if (before?.state !== 'present' || after?.state !== 'present') return [];
  const names = [...new Set([...Object.keys(before.facts ?? {}), ...Object.keys(after.facts ?? {})])];
  return names
    .map((name) => ({ name, before: before.facts?.[name] ?? null, after: after.facts?.[name] ?? null }))
    .filter((fact) => fact.before !== fact.after);
}

/** Of a thing that came or went as well: then one side is empty. */
function diffOf(before: CapturedItem | null, after: CapturedItem | null): string | null {
  if (!before || !after) return null;
  const text = ({ state, text: shown }: CapturedItem) => (state === 'absent' ? '' : shown);
  const [old, fresh] = [text(before), text(after)];
  return old === undefined || fresh === undefined ? null : unifiedDiff(old, fresh) || null;
}

type Differing = Pick<CapturedChange, 'facts' | 'diff'>;

function sentence(label: string, what: CapturedChange['change'], differing: Differing): string {
  switch (what) {
    case 'added':
      return `${label} is there now`;
    case 'removed':
      return `${label} is gone`;
    case 'unread':
      return `${label} could not be compared`;
    case 'same':
      return `${label} is as it was`;
    case 'changed':
      return `${label}: ${details(differing)}`;
  }
}

function details({ facts, diff }: Differing): string {
  const told = TOLD.flatMap((name) => facts.filter((fact) => fact.name === name)).slice(0, MOST_TOLD);
  const words = told.map(
    ({ name, before, after }) => `${name} from ${before ?? 'nothing'} to ${after ?? 'nothing'}`,
  );
  return [...words, ...contents(facts, diff)].join(', ') || 'changed';
}

function contents(facts: CapturedChange['facts'], diff: string | null): string[] {
  if (diff !== null) {
    const { added, removed } = countLines(diff);
    return [`${added} ${added === 1 ? 'line' : 'lines'} more, ${removed} less`];
  }
  if (facts.some(({ name }) => name === 'sha256')) return ['other contents'];
  if (facts.some(({ name }) => name === 'main_pid' || name === 'since' || name === 'started'))
    return ['started anew'];
  return [];
}
