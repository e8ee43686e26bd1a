import { brokenAction, certainlyProse, closesAll, findAction, wholeAction } from './action-text.js';
import { SpokenText } from './spoken-text.js';

it.each<[string, string, Record<string, unknown>]>([
  [
    'alone',
    '{"command":"df -h /","probe":"prb-1","reason":"x"}',
    { command: 'df -h /', probe: 'prb-1', reason: 'x' },
  ],
  [
    'in prose',
    'I will look.\n{"command": "uptime", "target": "all"} and wait.',
    { command: 'uptime', target: 'all' },
  ],
  ['in a fence', '```json\n{ "target":"tag:web", "command":"w" }\n```', { target: 'tag:web', command: 'w' }],
  [
    'with braces in its words',
    '{"command":"awk \'{print $1}\' \\"{\\"","reason":"a } b"}',
    { command: `awk '{print $1}' "{"`, reason: 'a } b' },
  ],
  ['behind an object that is none', '{"a":{"b":1}} {"command":"id"}', { command: 'id' }],
  ['inside of another', '{"action":{"command":"id","args":["-u"]}}', { command: 'id', args: ['-u'] }],
  ['behind a brace that never closes', 'use { here: {"command":"id"}', { command: 'id' }],
  ['with keys of its own', '{"command":"id","thought":"hm","args":null}', { command: 'id' }],
])('finds a command %s', (_how, text, input) => {
  expect(findAction(text)).toMatchObject({ tool: 'run_command', input });
});

it('finds another tool by its name', () => {
  expect(findAction('{"tool":"fleet_query","input":{"limit":3}}')).toMatchObject({
    tool: 'fleet_query',
    input: { limit: 3 },
  });
});

it.each([
  '',
  'no braces',
  '{"command":""}',
  '{"command":7}',
  '{"command": "unfinished',
  '[{"x":1}]',
  '{{{{',
  '{"tool":" "}',
  '{"tool":"propose_plan","input":{"steps":[{"command":"id","target":"all"}]',
  'So: { "a": [{"command":"id"}, {"comm',
])('finds nothing in %j', (text) => expect(findAction(text)).toBeUndefined());

it('takes it for the whole only when nothing else is there', () => {
  expect(wholeAction('```json\n{"command":"id"}\n```')).toBeDefined();
  expect(wholeAction('You could write {"command":"id"} to a file.')).toBeUndefined();
});

it.each([
  ['I will.\n```json\n{"command":"rm', 7],
  ['I will. {', 7],
  ['In {x: 1} nothing is {"port": 8', undefined],
])('finds that in %j an action broke off', (text, from) => expect(brokenAction(text)).toBe(from));

it.each([
  ['', true],
  ['{"a":{"b":"}"}} ', true],
  ['{"a":{"b":1}', false],
  ['{"a":1}{"a":"}', false],
])('knows of %j whether all of it closes', (text, closes) => expect(closesAll(text)).toBe(closes));

it('does not take long over a text of braces', () => {
  // Of the processor, not of the clock: that runs on while others have it.
  const started = process.cpuUsage();
  expect(findAction('{"'.repeat(500_000))).toBeUndefined();
  const { user, system } = process.cpuUsage(started);
  expect((user + system) / 1_000).toBeLessThan(2_000);
});

it.each([
  ['It is full. {"comm', 11],
  ['It is full. {"command":"df"}', 11],
  ['See: ```json\n{ "target"', 4],
  ['The config is {"port": 80}', 26],
  ['a ``', 1],
])('lets of %j only so many letters pass', (text, length) => expect(certainlyProse(text)).toBe(length));

it.each([1, 2, 3, 7, 100])('never says a piece of an action, in chunks of %i', (size) => {
  const text = 'Let me look at {x: 1} first.\n```json\n{"command":"df -h","reason":"it } is"}\n```';
  const said: string[] = [];
  const spoken = new SpokenText((chunk) => said.push(chunk));
  for (let at = 0; at < text.length; at += size) spoken.push(text.slice(at, at + size));
  spoken.end(text, certainlyProse(text));
  expect(said.join('')).toBe('Let me look at {x: 1} first.');
});
