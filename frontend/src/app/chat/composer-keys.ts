/** What a key means in the composer; nothing for a key that only writes. */
export type KeyAct = 'send' | 'recall' | 'next' | 'previous' | 'take' | 'close';

export interface KeyPress {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly isComposing: boolean;
}

export interface ComposerState {
  /** A list of suggestions is shown, and has something in it. */
  readonly hasChoices: boolean;
  /** It is shown, with or without something in it. */
  readonly isListOpen: boolean;
  readonly isEmpty: boolean;
}

/** Enter sends and Shift Enter breaks the line; an open list has Enter, Tab, the arrows and Escape for itself. */
export function keyAct(press: KeyPress, state: ComposerState): KeyAct | undefined {
  // Enter that ends a word of an input method sends nothing.
  if (press.isComposing || press.altKey) return undefined;
  const isMod = press.ctrlKey || press.metaKey;
  switch (press.key) {
    case 'Enter':
      if (isMod) return 'send';
      if (press.shiftKey) return undefined;
      return state.hasChoices ? 'take' : 'send';
    case 'Tab':
      return state.hasChoices && !press.shiftKey && !isMod ? 'take' : undefined;
    case 'ArrowDown':
      return state.hasChoices && !isMod ? 'next' : undefined;
    case 'ArrowUp':
      if (isMod || press.shiftKey) return undefined;
      if (state.hasChoices) return 'previous';
      return state.isEmpty ? 'recall' : undefined;
    case 'Escape':
      return state.isListOpen ? 'close' : undefined;
    default:
      return undefined;
  }
}

/** The word that is being written after `@` or, as the first sign, after `/`. */
export interface Trigger {
  readonly kind: 'target' | 'prompt';
  readonly from: number;
  readonly text: string;
}

export function triggerAt(text: string, caret: number): Trigger | undefined {
  const before = text.slice(0, caret);
  const prompt = /^\/([^\n]*)$/.exec(before);
  if (prompt) return { kind: 'prompt', from: 0, text: prompt[1] ?? '' };
  const target = /(?:^|[\s!])@([^\s@]*)$/.exec(before);
  if (!target) return undefined;
  const word = target[1] ?? '';
  return { kind: 'target', from: caret - word.length - 1, text: word };
}

/** What stays when the word of a trigger is taken out, or replaced, and where the caret goes. */
export function withoutTrigger(
  text: string,
  caret: number,
  { from }: Trigger,
  instead = '',
): { text: string; caret: number } {
  return { text: text.slice(0, from) + instead + text.slice(caret), caret: from + instead.length };
}
