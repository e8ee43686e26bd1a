import { TestBed } from '@angular/core/testing';
import { TokenFilter, type TokenKey } from './token-filter';

const KEYS: readonly TokenKey[] = [
  {
    key: 'tag',
    hint: 'a tag',
    values: (prefix) =>
      Promise.resolve(
        [{ value: 'prod', count: 3 }, { value: 'pro <x>' }].filter(({ value }) => value.startsWith(prefix)),
      ),
  },
  { key: 'health', hint: 'a number' },
];

async function setup(query = '') {
  const fixture = TestBed.createComponent(TokenFilter);
  document.body.append(fixture.nativeElement);
  fixture.componentRef.setInput('keys', KEYS);
  fixture.componentRef.setInput('query', query);
  await fixture.whenStable();
  const element = fixture.nativeElement as HTMLElement;
  const field = element.querySelector('input')!;
  const type = async (text: string) => {
    field.value = text;
    field.dispatchEvent(new Event('input'));
    await fixture.whenStable();
  };
  const press = async (key: string) => {
    field.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
    await fixture.whenStable();
  };
  const chips = () => [...element.querySelectorAll('.chip')].map((chip) => chip.textContent?.trim());
  const options = () =>
    [...element.querySelectorAll('[role=option] :first-child')].map((option) => option.textContent);
  return { fixture, filter: fixture.componentInstance, element, field, type, press, chips, options };
}

describe('a filter of words and tokens', () => {
  afterEach(() => TestBed.resetTestingModule());

  it('shows tokens as chips and leaves words in the field', async () => {
    const { chips, field } = await setup('web tag:prod -health:<80 <b>x</b>');
    expect(chips()).toEqual(['tag prod', '−health <80']);
    expect(field.value).toBe('web <b>x</b>');
  });

  it('makes a chip when a token is finished, and tells of it only then', async () => {
    const { filter, type, chips, field } = await setup();
    await type('web');
    expect(filter.query()).toBe('web');
    await type('web tag:pr');
    expect(filter.query()).toBe('web');
    await type('web tag:prod ');
    expect(filter.query()).toBe('tag:prod web');
    expect(chips()).toEqual(['tag prod']);
    expect(field.value.trim()).toBe('web');
  });

  it('takes the last chip away on backspace at the start', async () => {
    const { filter, press, chips } = await setup('tag:prod health:<80');
    await press('Backspace');
    expect(chips()).toEqual(['tag prod']);
    expect(filter.query()).toBe('tag:prod');
  });

  it('suggests keys, then values with their counts, and takes them by keyboard', async () => {
    const { filter, type, press, options, field } = await setup();
    await type('ta');
    expect(options()).toEqual(['tag:']);
    await press('ArrowDown');
    expect(field.getAttribute('aria-activedescendant')).toMatch(/-0$/);
    await press('Enter');
    await vi.waitFor(() => expect(options()).toEqual(['prod', 'pro <x>']));
    await press('ArrowUp');
    await press('Enter');
    expect(filter.query()).toBe('tag:"pro <x>"');
  });

  it('offers every key by its menu', async () => {
    const { element, options, fixture } = await setup();
    element.querySelector<HTMLElement>('[aria-label="What can be filtered"]')?.click();
    await fixture.whenStable();
    await vi.waitFor(() => expect(options()).toEqual(['tag:', 'health:']));
  });

  it('keeps what belongs to the field apart from what may wrap, and needs no second cross beside one chip', async () => {
    const { element, type } = await setup('tag:prod');
    const names = () =>
      [...element.querySelector('.frame')!.children].map((part) => part.getAttribute('aria-label'));
    expect(names()).toEqual(['What can be filtered', null]);
    expect(element.querySelector('.flow .chip')).not.toBeNull();
    await type('db');
    expect(names()).toEqual(['What can be filtered', null, 'Clear the filter']);
  });

  it('marks the token that was refused and says why', async () => {
    const { element, fixture, field } = await setup('health:well');
    fixture.componentRef.setInput('error', { token: 'health:well', message: 'Health is a number.' });
    await fixture.whenStable();
    expect(element.querySelector('.chip.bad')).not.toBeNull();
    expect(element.querySelector('[role=alert]')?.textContent).toContain('Health is a number.');
    expect(field.getAttribute('aria-invalid')).toBe('true');
  });

  it('follows the address', async () => {
    const { fixture, chips, field } = await setup('tag:prod');
    fixture.componentRef.setInput('query', 'db');
    await fixture.whenStable();
    expect(chips()).toEqual([]);
    expect(field.value).toBe('db');
  });
});
