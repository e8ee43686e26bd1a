import { type AnsiStyle, classesOf, restyled } from './ansi-style';

/** What a piece of output says, in order: text in one style, or the end of a line. */
export type AnsiEvent = { readonly text: string; readonly look: string } | 'line';

type State = 'text' | 'escape' | 'between' | 'csi' | 'string' | 'string-escape';

/** The longest sequence that is still believed to be one; after that it was text. */
const MAX_SEQUENCE = 1_024;
const ESC = '\u001b';

/**
 * Reads the output of a program piece by piece and remembers what a piece has begun: colours become classes, every
 * other sequence and control character is dropped. A carriage return ends a line, so that nothing can be
 * overwritten; a sequence that never ends is shown as the text it is. Never throws.
 */
export class AnsiReader {
  private state: State = 'text';
  private style: AnsiStyle = {};
  private look = '';
  private sequence = '';
  private run = '';
  private afterReturn = false;
  private half = '';
  private events: AnsiEvent[] = [];

  /** The events of the next piece, which may begin and end anywhere, also inside a sequence or a character. */
  read(piece: string): AnsiEvent[] {
    this.events = [];
    let text = this.half + piece;
    this.half = '';
    const last = text.charCodeAt(text.length - 1);
    if (last >= 0xd800 && last <= 0xdbff) {
      this.half = text.slice(-1);
      text = text.slice(0, -1);
    }
    for (let at = 0; at < text.length; at++) this.take(text.charAt(at));
    this.endRun();
    return this.events;
  }

  /** What is left when no more comes: a sequence or a character that was begun and never finished. */
  end(): AnsiEvent[] {
    this.events = [];
    if (this.state !== 'text') this.giveUp();
    this.run += this.half;
    this.half = '';
    this.endRun();
    return this.events;
  }

  private take(sign: string): void {
    switch (this.state) {
      case 'text':
        return this.plain(sign);
      case 'escape':
        return this.escaped(sign);
      case 'between':
        return this.between(sign);
      case 'csi':
        return this.csi(sign);
      default:
        return this.inString(sign);
    }
  }

  private plain(sign: string): void {
    const code = sign.charCodeAt(0);
    const afterReturn = this.afterReturn;
    this.afterReturn = sign === '\r';
    if (sign === ESC) {
      this.sequence = '';
      this.state = 'escape';
    } else if (sign === '\n') {
      if (!afterReturn) this.endLine();
    } else if (sign === '\r') this.endLine();
    else if (sign === '\t' || (code >= 0x20 && (code < 0x7f || code > 0x9f))) this.run += sign;
  }

  private escaped(sign: string): void {
    const code = sign.charCodeAt(0);
    if (sign === '[') this.state = 'csi';
    else if (sign === ']' || sign === 'P' || sign === 'X' || sign === '^' || sign === '_')
      this.state = 'string';
    else if (code >= 0x20 && code <= 0x2f) this.state = 'between';
    else {
      this.state = 'text';
      if (code < 0x30 || code > 0x7e) this.plain(sign);
    }
  }

  private between(sign: string): void {
    const code = sign.charCodeAt(0);
    if (code >= 0x20 && code <= 0x2f && this.grows(sign)) return;
    this.state = 'text';
    if (code < 0x30 || code > 0x7e) this.plain(sign);
  }

  private csi(sign: string): void {
    const code = sign.charCodeAt(0);
    if (code >= 0x20 && code <= 0x3f) {
      if (!this.grows(sign)) this.giveUp();
      return;
    }
    this.state = 'text';
    if (sign === 'm') this.restyle();
    else if (code < 0x40 || code > 0x7e) this.plain(sign);
  }

  /** Titles, links, device strings: until BEL or ESC \. They never reach over a line. */
  private inString(sign: string): void {
    if (this.state === 'string-escape') {
      this.state = 'text';
      if (sign !== '\\') this.escaped(sign);
    } else if (sign === '\u0007') this.state = 'text';
    else if (sign === ESC) this.state = 'string-escape';
    else if (sign === '\n' || sign === '\r' || !this.grows(sign)) {
      this.giveUp();
      this.plain(sign);
    }
  }

  private grows(sign: string): boolean {
    if (this.sequence.length >= MAX_SEQUENCE) return false;
    this.sequence += sign;
    return true;
  }

  private giveUp(): void {
    const said = this.sequence;
    this.state = 'text';
    this.sequence = '';
    for (const sign of said) if (sign !== ESC) this.plain(sign);
  }

  private restyle(): void {
    if (!/^[0-9;:]*$/.test(this.sequence)) return;
    this.endRun();
    const numbers = this.sequence.split(/[;:]/, 64).map((part) => Number.parseInt(part || '0', 10));
    this.style = restyled(this.style, numbers);
    this.look = classesOf(this.style);
  }

  private endRun(): void {
    if (this.run) this.events.push({ text: this.run, look: this.look });
    this.run = '';
  }

  private endLine(): void {
    this.endRun();
    this.events.push('line');
  }
}
