import { certainlyProse } from './action-text.js';

/**
 * Says what a model writes while it writes it, but never a piece of an action: what may be the beginning of one is held
 * back until the message has ended.
 */
export class SpokenText {
  private text = '';
  private said = 0;

  constructor(
    private readonly say: (chunk: string) => void,
    /** Goes before the first word, where something was said before. */
    private readonly gap = '',
  ) {}

  push(delta: string): void {
    this.text += delta;
    this.sayUpTo(certainlyProse(this.text));
  }

  /** The message has ended with this text, of which all but the rest behind `upTo` is prose. */
  end(text: string, upTo = text.length): void {
    // A model that does not stream, or whose last words came with its end.
    if (text.startsWith(this.text)) this.text = text;
    this.sayUpTo(this.text.slice(0, upTo).trimEnd().length);
  }

  /** Whether anything was said. */
  get spoke(): boolean {
    return this.said > 0;
  }

  private sayUpTo(end: number): void {
    if (end <= this.said) return;
    const piece = this.text.slice(this.said, end);
    // Blanks alone are no answer; they come with the word behind them.
    if (this.said === 0 && piece.trim() === '') return;
    this.say(this.said === 0 ? this.gap + piece.trimStart() : piece);
    this.said = end;
  }
}
