import { OutputBuffer } from './output-buffer';
import { endWords, keptWords } from './output-words';

const lines = (buffer: OutputBuffer) =>
  Array.from({ length: buffer.length }, (_, at) => buffer.line(at)?.text);

describe('the output of a command', () => {
  it('keeps the first and the last lines and counts those between', () => {
    const buffer = new OutputBuffer(2, 3);
    for (let at = 1; at <= 10; at++) buffer.append('stdout', `${at}\n`);
    expect(lines(buffer)).toEqual(['1', '2', '8', '9', '10']);
    expect(buffer.line(4)?.number).toBe(10);
    expect(keptWords(buffer)).toBe('First 2 and last 3 lines, 5 hidden');
    expect(buffer.text()).toBe('1\n2\n… 5 lines hidden …\n8\n9\n10');
  });

  it('never keeps more than it should, however much comes', () => {
    const buffer = new OutputBuffer();
    buffer.append('stdout', 'x\n'.repeat(50_000));
    expect(buffer.length).toBe(10_000);
    expect(buffer.total).toBe(50_000);
    expect(buffer.hidden).toBe(40_000);
  });

  it('shows a line before it has ended', () => {
    const buffer = new OutputBuffer();
    buffer.append('stdout', 'downloading');
    expect(lines(buffer)).toEqual(['downloading']);
    buffer.append('stdout', ' 50%\nnext');
    expect(lines(buffer)).toEqual(['downloading 50%', 'next']);
    buffer.done({ exitCode: 0 });
    expect(buffer.total).toBe(2);
  });

  it('gives each stream lines and colours of its own', () => {
    const buffer = new OutputBuffer();
    buffer.append('stdout', 'half \u001b[31m');
    buffer.append('stderr', 'wrong\n');
    buffer.append('stdout', 'red\n');
    expect(lines(buffer)).toEqual(['half ', 'wrong', 'red']);
    expect(buffer.line(1)).toMatchObject({ stream: 'stderr', runs: [{ look: '' }] });
    expect(buffer.line(2)?.runs[0]?.look).toBe('f1');
  });

  it('cuts an endless line into pieces that join again when copied', () => {
    const buffer = new OutputBuffer();
    const long = 'é'.repeat(9_000);
    buffer.append('stdout', `${long}\nend\n`);
    expect(lines(buffer).map((line) => line?.length)).toEqual([4_000, 4_000, 1_000, 3]);
    expect(buffer.text()).toBe(`${long}\nend`);
  });

  it('adds no empty line after one that is exactly full', () => {
    const buffer = new OutputBuffer();
    buffer.append('stdout', `${'x'.repeat(4_000)}\n\nend\n`);
    expect(lines(buffer).map((line) => line?.length)).toEqual([4_000, 0, 3]);
    expect(buffer.text()).toBe(`${'x'.repeat(4_000)}\n\nend`);
  });

  it('bounds the colours of a line and loses no text', () => {
    const buffer = new OutputBuffer();
    const rainbow = Array.from({ length: 1_500 }, (_, at) => `\u001b[3${at % 8}mx`).join('');
    buffer.append('stdout', rainbow);
    expect(buffer.line(0)?.runs).toHaveLength(400);
    expect(buffer.line(0)?.text).toBe('x'.repeat(1_500));
  });

  it('writes out signs that would turn or hide the text, and leaves an emoji whole', () => {
    const buffer = new OutputBuffer();
    buffer.append('stdout', 'a\u202Eb\u200Bc 👩‍🚀\n');
    expect(lines(buffer)).toEqual(['a⟨U+202E⟩b⟨U+200B⟩c 👩‍🚀']);
  });

  it('tells of many pieces once per frame', () => {
    vi.useFakeTimers();
    const buffer = new OutputBuffer();
    for (let at = 0; at < 1_000; at++) buffer.append('stdout', 'x\n');
    expect(buffer.version()).toBe(0);
    vi.advanceTimersByTime(300);
    expect(buffer.version()).toBe(1);
    vi.useRealTimers();
  });

  it('says how it ended', () => {
    expect(endWords(undefined)).toEqual(['running']);
    expect(endWords({ exitCode: 1, durationMs: 312, truncated: true })).toEqual([
      'exit 1',
      '0.3\u2009s',
      'truncated by the source',
    ]);
    expect(endWords({ note: 'timed out', durationMs: 62_000 })).toEqual(['timed out', '1\u2009min 2\u2009s']);
  });
});
