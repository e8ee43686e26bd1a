import type { FleetFacts } from '@legator/fleet';
import type { ViewReplies } from './replies/view-replies.js';
import { RuleReplies, TOO_MANY } from './rule-replies.js';
import { FLEET } from './testing.js';
import type { Understood } from './understand.js';

/** The record is asked for what happened to so many hosts. */
function setup(total: number) {
  const asked: (readonly string[] | undefined)[] = [];
  const changes: ViewReplies['changes'] = (_span, ids) => {
    asked.push(ids);
    return Promise.resolve({ text: 'What happened.', parts: [] });
  };
  const rows = Array.from({ length: Math.min(total, 200) }, (_, at) => ({ probe: { id: `prb-${at}` } }));
  const facts = { query: () => Promise.resolve({ rows, total }) } as unknown as FleetFacts;
  const [views, none] = [{ changes } as ViewReplies, undefined as never];
  const understood: Understood = {
    reading: { kind: 'changes', span: 'today', targets: [], where: [] },
    chosen: { conditions: [], target: 'tag:web', words: 'tag web', named: true },
    known: FLEET,
    elsewhere: false,
  };
  return { asked, answer: () => new RuleReplies(facts, views, none, none).of({ question: '' }, understood) };
}

it('tells what happened to all that are named', async () => {
  const { asked, answer } = setup(200);
  expect((await answer()).text).toBe('What happened.');
  expect(asked[0]).toHaveLength(200);
});

it('tells of nobody where they are too many, rather than of the first', async () => {
  const { asked, answer } = setup(500);
  expect((await answer()).text).toBe(TOO_MANY);
  expect(asked).toEqual([]);
});
