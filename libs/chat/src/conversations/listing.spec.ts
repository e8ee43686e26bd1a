import { nextCursor, readCursor, readPlace, searchWords } from './listing.js';
import { messageInMarkdown } from './markdown.js';
import { titleOf } from './title.js';

it.each([
  ['which host is full?', 'which host is full?'],
  ['  two\n\tlines  ', 'two lines'],
  ['a\u202eb\u200bc', 'abc'],
  ['\u0000\u001b[31mred', '[31mred'],
  ['\u202e\u200b', 'New conversation'],
  [`${'word '.repeat(40)}`, `${'word '.repeat(15).trim()}…`],
])('calls a conversation that begins with %j %j', (question, title) => {
  expect(titleOf(question)).toBe(title);
});

it('cuts between characters, never inside of one', () => {
  expect(titleOf('😀'.repeat(100)).isWellFormed()).toBe(true);
});

it.each([
  ['web-03 DISK', `'web':* & '03':* & 'disk':*`],
  [`' | !x:* \\`, `'x':*`],
  ['größe 東京', `'größe':* & '東京':*`],
  ['--- %', ''],
])('looks for %j as %j', (text, query) => {
  expect(searchWords(text)).toBe(query);
});

it('reads the cursors that it gave out, and refuses all others', () => {
  const at = { at: '2026-11-20 08:00:00.123456+00', id: '01a1fef3-8e2b-7002-b4be-7ecabf205bfb' };
  expect(readCursor(nextCursor(at))).toEqual(at);
  expect(readPlace('7.1')).toEqual({ place: 7, role: 'assistant' });
  for (const wrong of ['', 'x', Buffer.from('["now()","x"]').toString('base64url')])
    expect(() => readCursor(wrong)).toThrow(expect.objectContaining({ code: 'invalid_request' }));
  for (const wrong of ['', '7', '7.2', '-1.0', `${'9'.repeat(16)}.0`])
    expect(() => readPlace(wrong)).toThrow(expect.objectContaining({ code: 'invalid_request' }));
});

it('writes what hosts printed into blocks that nothing in them can end', () => {
  const output = 'x\n```\n# not a heading\n````';
  const run = {
    type: 'run',
    command: 'cat',
    target: 'a',
    targets: [],
    groups: [{ output, error_output: '', probes: 1 }],
  };
  const message = { role: 'assistant', author: null, timestamp: 'then', content: '', parts: [run] };
  const text = messageInMarkdown(message as unknown as Parameters<typeof messageInMarkdown>[0]);
  expect(text).toContain(`\`\`\`\`\`\n${output}\n\`\`\`\`\``);
});
