import { measureOutside } from './outside.js';
import { readOutside } from './outside-rows.js';

const folder = process.env['LEGATOR_TEST_DATA'];
const groups = folder ? readOutside(folder) : undefined;

if (!groups) {
  console.warn('SKIPPED: public collections of commands. Name their folder in LEGATOR_TEST_DATA.');
}

(groups ? describe : describe.skip)('what would run unattended of the public collections', () => {
  const aims = (groups ?? []).filter(({ aim }) => aim);

  it('are all there', () => {
    expect(aims.map(({ collection }) => collection)).toEqual(['GTFOBins', 'command guard', 'NL2Bash']);
  });

  it.each(aims.map((group) => [group.collection, group.part, group] as const))(
    'keeps to the aim for %s, %s',
    async (_collection, _part, group) => {
      const [result] = await measureOutside([group]);
      const shown =
        result!.aim && 'atMost' in result!.aim ? result!.lines : [`${result!.unattended} of ${result!.rows}`];
      expect(result!.reached ? [] : shown).toEqual([]);
    },
    60_000,
  );
});
