import { type Type } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Avatar } from './avatar';
import { Gauge } from './gauge';
import { Meter } from './meter';
import { Risk } from './risk';
import { StatusShape } from './status-shape';
import { Tag } from './tag';

async function show<T>(type: Type<T>, inputs: Record<string, unknown>): Promise<HTMLElement> {
  const fixture = TestBed.createComponent(type);
  for (const [name, value] of Object.entries(inputs)) fixture.componentRef.setInput(name, value);
  await fixture.whenStable();
  return fixture.nativeElement;
}

describe('marks', () => {
  it('show hostile text as text, isolated from what stands beside it', async () => {
    const text = '<img src=x onerror=alert(1)>\u202eevil';
    const tag = await show(Tag, { text, removable: true });
    expect(tag.querySelector('img')).toBeNull();
    expect(tag.querySelector('bdi')?.textContent).toBe(text);
    expect(tag.querySelector('button')?.getAttribute('aria-label')).toBe(`Remove ${text}`);
  });

  it('tell a tag that is removed', async () => {
    const fixture = TestBed.createComponent(Tag);
    fixture.componentRef.setInput('text', 'prod');
    fixture.componentRef.setInput('removable', true);
    let count = 0;
    fixture.componentInstance.removed.subscribe(() => count++);
    await fixture.whenStable();
    fixture.nativeElement.querySelector('button').click();
    expect(count).toBe(1);
  });

  it.each([
    ['Mara Keller', 'MK'],
    ['  ana  ', 'A'],
    ['😀 éva van der Zee', 'ÉZ'],
    ['', '?'],
    ['<b>', 'B'],
  ])('make of the name %s the initials %s', async (name, initials) => {
    expect((await show(Avatar, { name })).textContent?.trim()).toBe(initials);
  });

  it('never show an unknown risk as harmless', async () => {
    expect((await show(Risk, { level: 'unheard-of' })).textContent).toContain('Critical');
  });

  it('say a state in a word where the shape is all that is seen', async () => {
    const shape = await show(StatusShape, { status: 'offline' });
    expect(shape.querySelector('span')?.textContent).toBe('Offline');
    expect(shape.querySelector('span')?.className).toBe('hidden');
  });

  it('keep a measure within its ends, and call the unknown unknown', async () => {
    expect((await show(Gauge, { value: 180, label: 'Health' })).getAttribute('aria-label')).toBe(
      'Health 100 of 100',
    );
    const unknown = await show(Gauge, { value: undefined, label: 'Health' });
    expect(unknown.textContent).toContain('–');
    expect(unknown.getAttribute('aria-label')).toBe('Health unknown');
    const meter = await show(Meter, { value: 3, max: 0, label: 'Disk' });
    expect(meter.querySelector('i')?.style.width).toBe('0%');
  });
});
