import { Failure, USAGE } from './failure.js';
import type { Session } from './session.js';

const MAX_CHARACTERS = 20_000;

/** Questions to the person at the terminal, one after the other; whoever asks closes it at the end. */
export class Questions {
  private readonly pieces: AsyncIterator<string | Uint8Array>;
  /** What was typed beyond the answer before. */
  private ahead = '';
  private ended = false;

  constructor(private readonly session: Session) {
    this.pieces = session.around.stdin[Symbol.asyncIterator]();
  }

  /**
   * `instead` is the option that answers it where there is nobody to ask.
   * @throws Failure when nobody answers
   */
  async ask(text: string, instead: string): Promise<string> {
    const { terminal } = this.session;
    const missing = new Failure(`It takes an answer to: ${text} Give it with ${instead}.`, USAGE);
    if (!terminal.isInteractive) throw missing;
    terminal.note(text);
    const answer = (await this.line()).trim();
    if (answer === '') throw missing;
    return answer;
  }

  /** The next line that comes, typed or sent by a program; nothing at the end. */
  async next(): Promise<string | undefined> {
    const line = await this.line();
    return line === '' && this.ended ? undefined : line.trim();
  }

  /** Nothing is read any more, so that an open terminal does not hold the program back. */
  async close(): Promise<void> {
    await this.pieces.return?.();
  }

  private async line(): Promise<string> {
    while (!this.ahead.includes('\n') && this.ahead.length <= MAX_CHARACTERS) {
      const { done, value } = await this.pieces.next();
      if (done) {
        this.ended = true;
        break;
      }
      this.ahead += typeof value === 'string' ? value : Buffer.from(value).toString('utf8');
    }
    const [line, ...rest] = this.ahead.split('\n');
    this.ahead = rest.join('\n');
    return line!;
  }
}
