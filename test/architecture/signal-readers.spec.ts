import { shownTo } from '@legator/core';
import type { FeedItem } from '@legator/core';
import { anActor } from '@legator/core/testing';
import { sourcesBelow } from './source-tree.js';

/** Domains whose facts everybody may know who reads the fleet, and what they tell. Add none that tells more than its lists. */
const OPEN: Readonly<Record<string, string>> = {
  chat: 'who spoke, never what was said',
  inventory: 'what of a host changed',
  models: 'names of profiles and settings, never a key',
  policy: 'policies, which are read with the fleet',
  probe: 'hosts: how they come, go and are',
  saved_filter: 'filters of the fleet',
  secrets: 'that the key of the store was replaced',
  signal: 'deliveries that are tried again',
  site: 'sites of the fleet',
  token: 'enrolment tokens without their values',
};

const signals = sourcesBelow(['libs']).filter(({ path }) => path.endsWith('.signal.ts'));
const kinds = signals.filter(({ path }) => !path.endsWith('/posted.signal.ts'));
const domainOf = (text: string) =>
  /(?:static readonly types?|const TYPES)\b[^;]*?'([a-z_]+)\.[a-z_]+'/.exec(text)?.[1];

const reader = anActor({ permissions: ['fleet:read'] });
const told = (domain: string) => {
  const item = { type: `${domain}.said`, subject: { type: 'x', id: 'x' }, summary: 'all of it', payload: {} };
  return shownTo(reader, item as unknown as FeedItem).summary === 'all of it';
};

it('knows the domain of every signal', () => {
  expect(kinds.length).toBeGreaterThan(100);
  expect(kinds.filter(({ text }) => domainOf(text) === undefined).map(({ path }) => path)).toEqual([]);
});

it('tells all about a domain to every reader of the fleet only where that was decided here', () => {
  const domains = new Set(kinds.map(({ text }) => domainOf(text)!));
  expect([...domains].filter(told).sort()).toEqual(Object.keys(OPEN));
});

it('has no command line, output or directive in what every reader of the fleet is told', () => {
  const words = /\b(argv|stdout|stderr|output|command_?line|directive)\b/i;
  const speaking = kinds.filter(({ text }) => {
    const code = text.replace(/\/\*[^]*?\*\/|^import[^;]*;/gm, '');
    return told(domainOf(text)!) && words.test(code);
  });
  expect(speaking.map(({ path }) => path)).toEqual([]);
});
