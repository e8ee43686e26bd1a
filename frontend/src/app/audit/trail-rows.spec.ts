import { lookOf } from './entry-look';
import { anEntry } from './testing';
import { dayText, trailRows } from './trail-rows';

const NOW = new Date(2026, 10, 20, 12);
const at = (day: number, hour: number) => new Date(2026, 10, day, hour).toISOString();

describe('the rows of the trail', () => {
  it('parts days of this zone, each once', () => {
    const entries = [at(20, 9), at(20, 1), at(19, 23)].map((timestamp, place) =>
      anEntry({ id: String(place), timestamp }),
    );
    const kinds = trailRows(entries, NOW).map((row) =>
      row.kind === 'day' ? row.text.split(' ')[0] : row.id,
    );
    expect(kinds).toEqual(['Today', '0', '1', 'Yesterday', '2']);
  });

  it('says the date where a word would not do', () => {
    expect(dayText(new Date(2026, 10, 2), NOW)).toMatch(/2026/);
  });

  it('shows signs that hide or turn text, instead of obeying them', () => {
    const [, row] = trailRows([anEntry({ summary: 'safe\u202egpj.exe', actor: '\u200b' })], NOW);
    expect(row).toMatchObject({ summary: 'safe⟨U+202E⟩gpj.exe', actor: '⟨U+200B⟩' });
  });

  it('makes the same row of the same entry, so that nothing is drawn again', () => {
    const entry = anEntry();
    expect(trailRows([entry], NOW)[1]).toBe(trailRows([entry], NOW)[1]);
  });

  it.each([
    ['probe.offline', undefined, 'bad'],
    ['probe.connected', undefined, 'ok'],
    ['command.result', { error_kind: 'exit_code', exit_code: 2 }, 'bad'],
    ['command.result', { error_kind: null, exit_code: 0 }, 'ok'],
    ['directive.requested', undefined, ''],
    ['constructor.x', undefined, ''],
  ])('colours %s %j', (type, detail, tone) => {
    expect(lookOf({ type, detail })).toMatchObject({ tone });
  });
});
