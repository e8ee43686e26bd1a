import { readFrame } from './read-frame.js';

it.each([
  { type: 'hello' },
  { type: 'hello', last_event_id: 0, types: ['probe.*', 'approval.needed'] },
  { type: 'watch', probes: [] },
  { type: 'watch', probes: Array.from({ length: 200 }, (_, at) => `prb-${at}`) },
  { type: 'ping' },
])('reads %j', (frame) => {
  expect(readFrame(JSON.stringify(frame))).toEqual(frame);
});

it.each([
  ['{', 'console.bad_frame'],
  ['null', 'console.bad_frame'],
  ['[]', 'console.bad_frame'],
  ['"hello"', 'console.bad_frame'],
  ['{}', 'console.bad_frame'],
  ['{"type":["hello"]}', 'console.bad_frame'],
  ['{"type":"ping","more":1}', 'console.bad_frame'],
  ['{"type":"ping","__proto__":{}}', 'console.bad_frame'],
  ['{"type":"hello","last_event_id":-1}', 'console.bad_frame'],
  ['{"type":"hello","last_event_id":"7"}', 'console.bad_frame'],
  ['{"type":"hello","last_event_id":1e300}', 'console.bad_frame'],
  ['{"type":"hello","types":["not a type"]}', 'console.bad_frame'],
  ['{"type":"hello","types":[]}', 'console.bad_frame'],
  ['{"type":"watch"}', 'console.bad_frame'],
  ['{"type":"watch","probes":"prb-1"}', 'console.bad_frame'],
  ['{"type":"watch","probes":[1]}', 'console.bad_frame'],
  ['{"type":"watch","probes":["\\u202e"]}', 'console.bad_frame'],
  [JSON.stringify({ type: 'watch', probes: Array(201).fill('prb-1') }), 'console.bad_frame'],
  ['{"type":"constructor"}', 'console.unknown_frame'],
  [`${'['.repeat(30_000)}${']'.repeat(30_000)}`, 'console.bad_frame'],
])('refuses %.60s', (text, code) => {
  expect(() => readFrame(text)).toThrow(expect.objectContaining({ code }));
});

it('quotes little of what it refuses', () => {
  for (const text of [
    JSON.stringify({ type: 'x'.repeat(60_000) }),
    JSON.stringify({ type: 'ping', ['k'.repeat(60_000)]: 1 }),
  ]) {
    expect(() => readFrame(text)).toThrow(
      expect.objectContaining({ message: expect.stringMatching(/^.{1,300}$/) }),
    );
  }
});
