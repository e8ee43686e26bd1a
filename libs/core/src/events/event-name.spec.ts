import { eventName, signalType } from './event-name.js';

it('calls a request for approval as upstream does, and finds it by both names', () => {
  expect(eventName('approval.requested')).toBe('approval.needed');
  expect(signalType('approval.needed')).toBe('approval.requested');
  expect(signalType('approval.requested')).toBe('approval.requested');
});

it.each(['constructor', 'toString', '__proto__', 'hasOwnProperty'])(
  'takes %s for a name that nobody has given',
  (word) => {
    expect(signalType(word)).toBe(word);
    expect(eventName(word)).toBe(word);
  },
);
