import type { IconName } from './icon';
import type { MatchRange } from './palette-match';

/** One thing that can be run or gone to. */
export interface PaletteItem {
  readonly id: string;
  /** Heading it stands under. */
  readonly group: string;
  readonly icon: IconName;
  readonly title: string;
  /** What of the title was found, as `rankBy` gives it; found by the palette itself when left out. */
  readonly ranges?: readonly MatchRange[];
  readonly detail?: string;
  /** Its shortcut, key by key: ["G", "F"]. */
  readonly keys?: readonly string[];
  readonly run: (how: { readonly newTab: boolean }) => void;
}

/** What was typed, without its sign: ">" only verbs, "@" and "#" as the sources mean them, "?" ask. */
export interface PaletteQuery {
  readonly text: string;
  readonly mode: '' | '>' | '@' | '#' | '?';
  /** The chip, while it is there. */
  readonly context: string | undefined;
}

/** Finds items, at once or later. Later ones are put below those that are shown, so that nothing moves. */
export interface PaletteSource {
  find(query: PaletteQuery): readonly PaletteItem[] | Promise<readonly PaletteItem[]>;
}

/** Parts the sign at the front from the words. */
export function readPaletteQuery(typed: string, context: string | undefined): PaletteQuery {
  const [, mode = '', text = ''] = /^\s*([>@#?]?)\s*(.*)$/s.exec(typed) ?? [];
  return { text: text.trim(), mode: mode as PaletteQuery['mode'], context };
}
