import { MAX_CAPTURE_TEXT } from '@legator/contracts';
import { present, unread } from './found.js';

it.each([1_023, 1_024])('cuts a fact no shorter than it must, and through no character, at %d', (before) => {
  const { facts } = present({ command: `${'x'.repeat(before)}😀 and more` });
  expect(facts!.command!.isWellFormed()).toBe(true);
  expect(facts!.command).toHaveLength(1_024);
});

it('says why in whole characters', () => {
  expect(unread(`${'x'.repeat(499)}😀`).why!.isWellFormed()).toBe(true);
});

it('leaves a text out that is too long', () => {
  expect(present({}, 'x'.repeat(MAX_CAPTURE_TEXT + 1))).toMatchObject({ textNote: 'too_long' });
});
