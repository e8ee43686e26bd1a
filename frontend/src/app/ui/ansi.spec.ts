import * as fc from 'fast-check';
import { AnsiReader } from './ansi';
import { OutputBuffer } from './output-buffer';

const ESC = '\u001b';

function read(...pieces: string[]) {
  const reader = new AnsiReader();
  return [...pieces.flatMap((piece) => reader.read(piece)), ...reader.end()];
}

const textOf = (events: ReturnType<typeof read>) =>
  events.map((event) => (event === 'line' ? '\n' : event.text)).join('');

/** What an output says, whatever it is cut into. */
function said(...pieces: string[]) {
  const buffer = new OutputBuffer();
  for (const piece of pieces) buffer.append('stdout', piece);
  buffer.done({});
  return Array.from({ length: buffer.length }, (_, at) => buffer.line(at)?.runs);
}

describe('reading the output of a program', () => {
  it('turns colours into classes and forgets them on reset', () => {
    expect(read(`${ESC}[1;31mred${ESC}[0m plain`)).toEqual([
      { text: 'red', look: 'f1 bold' },
      { text: ' plain', look: '' },
    ]);
  });

  it.each([
    ['38;2;250;70;70', 'f9'],
    ['38;5;196', 'f1'],
    ['48;5;21', 'g4'],
    ['97;100', 'f15 g8'],
    ['38:5:2', 'f2'],
    ['38;5', ''],
    ['7;4', 'under inverse'],
  ])('maps %s to the nearest of sixteen', (numbers, look) => {
    expect(read(`${ESC}[${numbers}mx`)).toEqual([{ text: 'x', look }]);
  });

  it.each([
    ['a cursor movement', `a${ESC}[2J${ESC}[10;5Hb`],
    ['a title', `a${ESC}]0;window title\u0007b`],
    ['a link', `a${ESC}]8;;https://evil.example${ESC}\\b${ESC}]8;;${ESC}\\`],
    ['a device string', `a${ESC}P1$r0m${ESC}\\b`],
    ['a character set', `a${ESC}(Bb`],
    ['control characters', 'a\u0000\u0007\b\u007f\u009bb'],
    ['hidden text, which stays readable', `a${ESC}[8mb`],
  ])('drops %s', (_, text) => {
    expect(textOf(read(text))).toBe('ab');
  });

  it('understands a sequence that is split anywhere', () => {
    const whole = `a${ESC}[1;3${''}1mb${ESC}]0;title${ESC}\\c\r\nd👩‍🚀e`;
    for (let cut = 0; cut <= whole.length; cut++) {
      expect(textOf(read(whole.slice(0, cut), whole.slice(cut)))).toBe(textOf(read(whole)));
    }
  });

  it('lets nothing be overwritten by a carriage return', () => {
    expect(textOf(read('rm -rf /\rls\r\nend'))).toBe('rm -rf /\nls\nend');
  });

  it('shows the text of a sequence that never ends', () => {
    expect(textOf(read(`${ESC}]0;not a title\nnext`))).toBe('0;not a title\nnext');
    expect(textOf(read(`${ESC}]${'x'.repeat(5_000)}`))).toBe('x'.repeat(5_000));
    expect(textOf(read(`${ESC}]begun`))).toBe('begun');
  });

  it('never throws and lets no control character through, whatever comes in whatever pieces', () => {
    const soup = fc.array(
      fc.oneof(
        fc.string({ unit: 'binary', maxLength: 12 }),
        fc.constantFrom(
          `${ESC}[`,
          `${ESC}]`,
          `${ESC}P`,
          ESC,
          '\u009b',
          'm',
          ';',
          '38;5;',
          '\r',
          '\n',
          '\u0007',
          '\ud83d',
        ),
      ),
      { maxLength: 16 },
    );
    fc.assert(
      fc.property(soup, (pieces) => {
        const text = said(...pieces)
          .flatMap((runs) => runs ?? [])
          .map((run) => run.text + run.look)
          .join('');
        expect(text).not.toMatch(/[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
      }),
    );
  });

  it('keeps every sign of plain text, however it is cut', () => {
    const plain = fc.array(fc.stringMatching(/^[ -~äß語\n]*$/));
    fc.assert(
      fc.property(plain, (pieces) => {
        expect(textOf(read(...pieces))).toBe(pieces.join(''));
      }),
    );
  });
});
