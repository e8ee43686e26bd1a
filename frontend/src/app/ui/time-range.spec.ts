import { TestBed } from '@angular/core/testing';
import { TimeRange } from './time-range';

async function setup() {
  const fixture = TestBed.createComponent(TimeRange);
  document.body.append(fixture.nativeElement);
  await fixture.whenStable();
  const element = fixture.nativeElement as HTMLElement;
  element.querySelector<HTMLElement>('button')?.click();
  await fixture.whenStable();
  const type = async (text: string) => {
    element.querySelector<HTMLInputElement>('input[type=text]')!.value = text;
    element.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true }));
    await fixture.whenStable();
  };
  return { range: fixture.componentInstance, element, type, fixture };
}

describe('choosing a range of time', () => {
  afterEach(() => TestBed.resetTestingModule());

  it('takes a usual one with one click', async () => {
    const { range, element } = await setup();
    const day = [...element.querySelectorAll('button')].find((button) => button.textContent?.includes('24'));
    day?.click();
    expect(range.range()).toBe('24h');
  });

  it('takes a typed one and closes', async () => {
    const { range, element, type } = await setup();
    await type('yesterday');
    expect(range.range()).toBe('yesterday');
    expect(element.querySelector('[role=dialog]')).toBeNull();
  });

  it('says what it did not understand and stays open', async () => {
    const { range, element, type } = await setup();
    await type('soon');
    expect(range.range()).toBe('1h');
    expect(element.querySelector('[role=status]')?.textContent).toContain('That is no range.');
    const field = element.querySelector('input');
    expect(field?.getAttribute('aria-invalid')).toBe('true');
    const said = document.getElementById(field?.getAttribute('aria-describedby') ?? '');
    expect(said?.textContent).toContain('That is no range.');
  });

  it('says under the dates what is wrong with the dates', async () => {
    const { element, fixture } = await setup();
    element.querySelectorAll('form')[1]?.dispatchEvent(new Event('submit', { cancelable: true }));
    await fixture.whenStable();
    const said = [...element.querySelectorAll('[role=status]')].map(({ textContent }) => textContent.trim());
    expect(said).toEqual(['', 'Give both, the end after the start.']);
  });

  it('waits for a range to be typed as soon as it is open', async () => {
    const focused = vi.spyOn(HTMLElement.prototype, 'focus');
    const { element } = await setup();
    expect(focused.mock.contexts).toEqual([element.querySelector('input[type=text]')]);
    focused.mockRestore();
  });

  it('closes on Escape and gives the focus back', async () => {
    const { element, fixture } = await setup();
    element.querySelector('[role=dialog]')?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
    await fixture.whenStable();
    expect(element.querySelector('[role=dialog]')).toBeNull();
    expect(document.activeElement).toBe(element.querySelector('button'));
  });
});
