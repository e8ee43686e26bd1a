import { EventEmitter } from 'node:events';
import type { Response } from 'express';
import { clientGone } from './sse.js';

const aResponse = (over: object = {}) =>
  Object.assign(new EventEmitter(), { destroyed: false, writableFinished: false, ...over });
const goneOf = (response: EventEmitter) => clientGone(response as unknown as Response);

it.each([
  ['here', {}, false],
  ['gone before anybody asked', { destroyed: true }, true],
  ['gone with all of its answer', { destroyed: true, writableFinished: true }, false],
])('knows whether a client is %s', (_where, over, expected) => {
  expect(goneOf(aResponse(over)).aborted).toBe(expected);
});

it('hears it go', () => {
  const response = aResponse();
  const gone = goneOf(response);
  response.emit('close');
  expect(gone.aborted).toBe(true);
});
