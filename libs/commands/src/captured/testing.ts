import type { CapturedItem } from '@legator/contracts';
import { compare } from './compare.js';
import { wayBack } from './way-back.js';
import type { WayBack } from './way-back.js';

const at = '2026-01-01T00:00:00.000Z';
/** One side of a thing that was looked at before and after a command. */
export type Half = Partial<CapturedItem>;
export type Pair = readonly [kind: CapturedItem['kind'], name: string, before: Half, after: Half];

export const back = (...pairs: Pair[]) => backOf('true', ...pairs);

export function backOf(line: string, ...pairs: Pair[]) {
  const side = (half: 2 | 3) => ({
    at,
    items: pairs.map((pair) => ({ kind: pair[0], name: pair[1], state: 'present' as const, ...pair[half] })),
  });
  const asked = pairs.map(([kind, name]) => ({ kind, name }));
  return wayBack(compare(asked, { before: side(2), after: side(3) }), { argv: [], line });
}

export const file = (text: string, over: Record<string, string> = {}): Half => ({
  text,
  facts: { type: 'file', mode: '0644', owner: '0:0', sha256: `of ${text}`, ...over },
});
export const gone: Half = { state: 'absent' };
/** Nothing that could be written again: only its hash is known. */
export const data = (hash: string): Half => ({
  facts: file('', { sha256: hash }).facts!,
  textNote: 'binary',
});
/** Too large for a hash. */
export const large = (over: Record<string, string> = {}): Half => ({
  facts: { type: 'file', mode: '0644', owner: '0:0', size: '200000000', modified: 'x', ...over },
  textNote: 'too_long',
});
export const folder = (mode: string, text = 'a\n'): Half => ({
  text,
  facts: { type: 'folder', mode, owner: '0:0' },
});
export const unit = (active: string, enabled: string): Half => ({
  facts: { active, enabled, main_pid: '1' },
});
export const pack = (version: string, manager = 'apt'): Half => ({ facts: { version, manager } });

export const shown = ({ words }: Pick<WayBack, 'words'>) =>
  words && 'line' in words ? words.line : (words?.argv.join(' ') ?? '');
