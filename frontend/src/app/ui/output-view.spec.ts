import { TestBed } from '@angular/core/testing';
import { OutputBuffer } from './output-buffer';
import { OutputLayout } from './output-layout';
import { OutputView } from './output-view';

async function show(buffer: OutputBuffer) {
  const fixture = TestBed.createComponent(OutputView);
  fixture.componentRef.setInput('buffer', buffer);
  await fixture.whenStable();
  return { fixture, element: fixture.nativeElement as HTMLElement };
}

describe('the view of an output', () => {
  it('draws hostile text as text', async () => {
    const buffer = new OutputBuffer();
    buffer.append('stdout', '<img src=x onerror=alert(1)>\n');
    const { element } = await show(buffer);
    expect(element.querySelector('img')).toBeNull();
    expect(element.querySelector('.text')?.textContent).toBe('<img src=x onerror=alert(1)>');
  });

  it('draws only rows in view', async () => {
    const buffer = new OutputBuffer();
    buffer.append('stdout', 'x\n'.repeat(9_000));
    const { element } = await show(buffer);
    expect(element.querySelectorAll('.row').length).toBeLessThan(80);
    expect(element.querySelector('.foot')?.textContent).toContain('9\u2009000 lines');
  });

  it('always says how it ended and marks what was said as an error', async () => {
    const buffer = new OutputBuffer();
    buffer.append('stderr', 'no such file\n');
    buffer.done({ exitCode: 2, durationMs: 40, truncated: true });
    const { element } = await show(buffer);
    expect(element.querySelector('.row.err')?.textContent).toContain('stderr: ');
    expect(element.querySelector('.foot')?.textContent).toMatch(/exit 2.*40.ms.*truncated/);
  });

  it('counts the lines that hold what is searched, and steps through them', async () => {
    const buffer = new OutputBuffer();
    buffer.append('stdout', 'one\nError: two\nthree error\n');
    const { element, fixture } = await show(buffer);
    element.dispatchEvent(new KeyboardEvent('keydown', { key: 'f', ctrlKey: true }));
    await fixture.whenStable();
    const field = element.querySelector<HTMLInputElement>('.bar input')!;
    field.value = 'error';
    field.dispatchEvent(new Event('input'));
    field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter' }));
    await fixture.whenStable();
    expect(element.querySelector('[role=status]')?.textContent).toBe('1 of 2');
    expect([...element.querySelectorAll('.hit')].map((hit) => hit.textContent)).toEqual(['Error', 'error']);
  });

  it('finds signs that mean something in a pattern', async () => {
    const buffer = new OutputBuffer();
    buffer.append('stdout', 'cost (a+b)* [x] \\d\n');
    const { element, fixture } = await show(buffer);
    element.dispatchEvent(new KeyboardEvent('keydown', { key: 'f', ctrlKey: true }));
    await fixture.whenStable();
    const field = element.querySelector<HTMLInputElement>('.bar input')!;
    field.value = '(a+b)* [x] \\d';
    field.dispatchEvent(new Event('input'));
    await fixture.whenStable();
    expect(element.querySelector('.hit')?.textContent).toBe('(a+b)* [x] \\d');
  });
});

describe('the rows of an output', () => {
  it('wraps long lines into as many rows as they need, with one number', () => {
    const buffer = new OutputBuffer();
    buffer.append('stdout', `${'abcde'.repeat(5)}\nend\n`);
    const layout = new OutputLayout(buffer, 10);
    const rows = Array.from({ length: layout.rows }, (_, at) => layout.row(at));
    expect(rows.map(({ pieces }) => pieces.map(({ text }) => text).join(''))).toEqual([
      'abcdeabcde',
      'abcdeabcde',
      'abcde',
      'end',
    ]);
    expect(rows.map(({ isFirst }) => isFirst)).toEqual([true, false, false, true]);
    expect(layout.rowOf(1)).toBe(3);
  });

  it('puts the words about hidden lines between the first and the last', () => {
    const buffer = new OutputBuffer(1, 1);
    buffer.append('stdout', 'a\nb\nc\n');
    const layout = new OutputLayout(buffer);
    expect([0, 1, 2].map((at) => layout.row(at).gap)).toEqual([false, true, false]);
    expect(layout.row(2).line?.text).toBe('c');
    expect(layout.rowOf(1)).toBe(2);
  });
});
