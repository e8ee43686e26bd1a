import type { FactQueryInput, FleetFacts } from '@legator/fleet';
import { chosenBy } from './chosen-hosts.js';
import { FLEET } from './testing.js';
import type { TargetWord } from './reading/reading.js';

const word = (kind: TargetWord['kind'], value: string, over: Partial<TargetWord> = {}): TargetWord => ({
  ...{ kind, value, word: value },
  ...over,
});
const WEB = word('tag', 'web');
const FRA = word('site', 'fra1');

/** Each question about hosts finds so many. */
function factsOf(total: number) {
  const asked: FactQueryInput[] = [];
  const query = (input: FactQueryInput) => {
    asked.push(input);
    const rows = Array.from({ length: Math.min(total, input.limit ?? 20) }, (_, at) => ({
      probe: { id: `prb-${at}` },
    }));
    return Promise.resolve({ rows, total });
  };
  return { asked, facts: { query } as unknown as FleetFacts };
}

describe('hosts that are named in several ways', () => {
  it('are told to a command one by one where they narrow each other', async () => {
    const { facts, asked } = factsOf(2);
    const chosen = await chosenBy([WEB, FRA], facts, FLEET);
    expect(chosen.target).toBe('prb-0,prb-1');
    expect(asked[0]!.where).toEqual([
      { field: 'tag', op: 'in', value: ['web'] },
      { field: 'site', op: 'in', value: ['fra1'] },
    ]);
  });

  it('make no target where they are too many to be told one by one', async () => {
    expect((await chosenBy([WEB, FRA], factsOf(20).facts, FLEET)).target).toBeUndefined();
  });

  it('are narrowed by the rest where some are either of two', async () => {
    const either = [word('pattern', 'web-*'), word('pattern', 'db-*', { or: true }), FRA];
    const { facts, asked } = factsOf(3);
    expect((await chosenBy(either, facts, FLEET)).target).toBe('prb-0,prb-1,prb-2');
    expect(asked.at(-1)!.where).toContainEqual({ field: 'site', op: 'in', value: ['fra1'] });
  });

  it('are too many rather than the first of them', async () => {
    const either = [word('pattern', 'web-*'), word('pattern', 'db-*', { or: true })];
    const chosen = await chosenBy(either, factsOf(600).facts, FLEET);
    expect(chosen).toMatchObject({ tooMany: true, target: 'web-*,db-*' });
  });

  it('never tells a command those that are not meant', async () => {
    const chosen = await chosenBy([{ ...WEB, not: true }], factsOf(1).facts, FLEET);
    expect(chosen).toMatchObject({
      conditions: [{ field: 'tag', op: 'not_in', value: ['web'] }],
      target: 'prb-0',
      words: 'not tag web',
    });
  });
});
