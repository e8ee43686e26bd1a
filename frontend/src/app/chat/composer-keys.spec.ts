import { type ComposerState, type KeyPress, keyAct, triggerAt, withoutTrigger } from './composer-keys';

const press = (key: string, over: Partial<KeyPress> = {}): KeyPress => ({
  ...{ key, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, isComposing: false },
  ...over,
});
const writing: ComposerState = { hasChoices: false, isListOpen: false, isEmpty: false };
const choosing: ComposerState = { hasChoices: true, isListOpen: true, isEmpty: false };

describe('keys of the composer', () => {
  it.each([
    ['Enter sends', press('Enter'), writing, 'send'],
    ['Shift Enter breaks the line', press('Enter', { shiftKey: true }), writing, undefined],
    [
      'Enter that ends a word of an input method sends nothing',
      press('Enter', { isComposing: true }),
      writing,
      undefined,
    ],
    ['Enter takes what is chosen in a list', press('Enter'), choosing, 'take'],
    ['Ctrl Enter sends all the same', press('Enter', { ctrlKey: true }), choosing, 'send'],
    ['Tab takes in a list', press('Tab'), choosing, 'take'],
    ['Tab leaves where there is none', press('Tab'), writing, undefined],
    ['Up recalls where nothing is written', press('ArrowUp'), { ...writing, isEmpty: true }, 'recall'],
    ['Up walks in what is written', press('ArrowUp'), writing, undefined],
    ['Up walks in a list', press('ArrowUp'), choosing, 'previous'],
    ['Escape closes a list', press('Escape'), { ...choosing, hasChoices: false }, 'close'],
    ['Escape is somebody else’s where there is none', press('Escape'), writing, undefined],
  ] as const)('%s', (_what, key, state, act) => {
    expect(keyAct(key, state)).toBe(act);
  });

  it.each([
    ['is @we', { kind: 'target', from: 3, text: 'we' }],
    ['@', { kind: 'target', from: 0, text: '' }],
    ['!@db', { kind: 'target', from: 1, text: 'db' }],
    ['/disk', { kind: 'prompt', from: 0, text: 'disk' }],
    ['mail me@home', undefined],
    ['a /b', undefined],
    ['@web ', undefined],
  ])('%s opens a list or none', (text, expected) => {
    expect(triggerAt(text, text.length)).toEqual(expected);
  });

  it('puts a name where it was called for', () => {
    const trigger = triggerAt('is @we up', 6);
    expect(trigger && withoutTrigger('is @we up', 6, trigger, 'web-01')).toEqual({
      text: 'is web-01 up',
      caret: 9,
    });
  });
});
