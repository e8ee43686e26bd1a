import { ReplayQuery } from '@legator/contracts';
import { replayMeta, startOf } from './replay.js';

const query = (over: object) => ReplayQuery.parse(over);

it('starts behind the furthest event a reader names', () => {
  expect(startOf('a', query({}))).toBe(0);
  expect(startOf('a', query({ last_seq: '3', resume_token: 'a:5' }), '4')).toBe(5);
});

it.each(['b:5', 'a:', 'a:-1', 'a:1.5', 'a:99999999999', 'a'])('refuses the token %s', (resume_token) => {
  expect(() => startOf('a', query({ resume_token }))).toThrow(expect.objectContaining({ kind: 'invalid' }));
});

it('says which events are lost for good', () => {
  const page = { events: [], earliest: 10, latest: 20, truncated: false };
  expect(replayMeta('a', 4, page)).toMatchObject({
    missed_from_seq: 5,
    missed_to_seq: 9,
    truncated: true,
    has_more: true,
    resume_token: 'a:4',
  });
});
