import { TestBed } from '@angular/core/testing';
import { Splitter } from './splitter';

async function setup(side: 'start' | 'end' = 'start') {
  const fixture = TestBed.createComponent(Splitter);
  const inputs = { key: 'test', label: 'Width', min: 100, max: 300, initial: 200, side };
  for (const [name, value] of Object.entries(inputs)) fixture.componentRef.setInput(name, value);
  await fixture.whenStable();
  const element = fixture.nativeElement as HTMLElement;
  const press = (key: string, shiftKey = false) =>
    element.dispatchEvent(new KeyboardEvent('keydown', { key, shiftKey, bubbles: true }));
  const mouse = (type: string, clientX: number) =>
    element.dispatchEvent(new MouseEvent(type, { clientX, button: 0 }));
  return { splitter: fixture.componentInstance, element, press, mouse };
}

describe('the line between two panels', () => {
  beforeEach(() => localStorage.clear());
  afterEach(() => TestBed.resetTestingModule());

  it('moves by keys within its limits', async () => {
    const { splitter, press, element } = await setup();
    press('ArrowRight');
    expect(splitter.size()).toBe(216);
    press('End');
    press('ArrowRight', true);
    expect(splitter.size()).toBe(300);
    press('Home');
    expect(splitter.size()).toBe(100);
    expect(element.getAttribute('aria-valuemin')).toBe('100');
  });

  it('follows the pointer, the other way round for a panel behind it', async () => {
    const { splitter, mouse } = await setup('end');
    mouse('pointerdown', 500);
    mouse('pointermove', 460);
    mouse('pointerup', 460);
    mouse('pointermove', 300);
    expect(splitter.size()).toBe(240);
  });

  it('keeps the width and gives it up on double click', async () => {
    const first = await setup();
    first.press('ArrowLeft');
    const second = await setup();
    expect(second.splitter.size()).toBe(184);
    second.mouse('dblclick', 0);
    expect(second.splitter.size()).toBe(200);
  });

  it('brings a kept width that is no longer allowed back within the limits', async () => {
    localStorage.setItem('legator.width.test', '9999');
    expect((await setup()).splitter.size()).toBe(300);
    localStorage.setItem('legator.width.test', 'wide');
    expect((await setup()).splitter.size()).toBe(200);
  });
});
