import { firstLine } from './first-line.js';

it.each([
  ['the first that has something on it', '\n \r\n\t one \ntwo', 'one'],
  ['nothing of what steers a terminal', '\u001b]0;title\u0007\u001b[1;31mred\u001b[0m\n', 'red'],
  ['a mask for a secret', 'password=hunter2hunter2\nok', 'password=[redacted]'],
  [
    'a mask for a secret with colours in it',
    'pass\u001b[1mword=hunter2\u001b[0mhunter2',
    'password=[redacted]',
  ],
  ['nothing of nothing', '\n\n', ''],
])('is %s', (_what, output, line) => {
  expect(firstLine(output)).toBe(line);
});

it('is cut between signs, and says so', () => {
  const line = firstLine('\u{1f600}'.repeat(300));
  expect([[...line].length, line.at(-1), line.isWellFormed()]).toEqual([200, '…', true]);
});

it('is masked before it is cut', () => {
  expect(firstLine(`${'x'.repeat(180)} password=hunter2hunter2hunter2`)).not.toContain('hunter2');
});
