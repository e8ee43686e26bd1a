import { TestBed } from '@angular/core/testing';
import { BarStrip } from './bar-strip';
import { scaleOf, sparkShape } from './sparkline-path';
import { TimeChart } from './time-chart';
import { chartSummary, plainNumber, tableStep } from './time-chart-words';

describe('lines', () => {
  const scale = { low: 0, high: 10 };

  it('leave a gap where nothing is known', () => {
    const { line } = sparkShape([0, 10, null, Number.NaN, 5, 0], 50, 20, scale);
    expect(line).toBe('M0 20L10 0M40 10L50 20');
  });

  it('draw a single value as a point, and nothing for none', () => {
    expect(sparkShape([5], 50, 20, scale).line).toBe('M0 10L0 10');
    expect(sparkShape([], 50, 20, scale)).toEqual({ line: '', area: '' });
    expect(scaleOf([null, undefined])).toEqual({ low: 0, high: 1 });
  });

  it('keep what is beyond a fixed scale at its edge', () => {
    expect(sparkShape([-5, 50], 10, 20, scale).line).toBe('M0 20L10 0');
  });
});

describe('a chart in words', () => {
  it('says first, last, between, and how many values are missing', () => {
    const times = [0, 60_000, 120_000];
    const words = chartSummary(times, [{ label: 'web', values: [40, null, 45.23] }], plainNumber);
    expect(words).toMatch(
      /^From \d\d:\d\d to \d\d:\d\d\. web: last 45.2, between 40 and 45.2, 1 values missing\.$/,
    );
  });

  it('says that there is nothing', () => {
    expect(chartSummary([], [], plainNumber)).toBe('No values.');
    expect(chartSummary([1], [{ label: 'db', values: [null] }], plainNumber)).toContain('db: no values.');
  });

  it('never makes a table without end', () => {
    expect(tableStep(120)).toBe(1);
    expect(Math.ceil(50_000 / tableStep(50_000))).toBeLessThanOrEqual(120);
  });

  it('has its values as a table, with hostile names as text', async () => {
    const fixture = TestBed.createComponent(TimeChart);
    fixture.componentRef.setInput('label', 'CPU');
    fixture.componentRef.setInput('unit', '%');
    fixture.componentRef.setInput('times', [0, 60_000]);
    fixture.componentRef.setInput('series', [{ label: '<b>web</b>', values: [40, null] }]);
    await fixture.whenStable();
    const host = fixture.nativeElement as HTMLElement;
    host.querySelector<HTMLButtonElement>('[aria-label="Show as table"]')?.click();
    await fixture.whenStable();
    expect([...host.querySelectorAll('thead th')].map((cell) => cell.textContent?.trim())).toEqual([
      'Time',
      '<b>web</b>',
    ]);
    expect([...host.querySelectorAll('td')].map((cell) => cell.textContent?.trim())).toEqual([
      '40\u2009%',
      '–',
    ]);
  });

  it('has bars as a table, and shows one failure among a thousand', async () => {
    const fixture = TestBed.createComponent(BarStrip);
    fixture.componentRef.setInput('label', 'Commands');
    fixture.componentRef.setInput('parts', [
      { label: 'done', tone: 'ok' },
      { label: 'failed', tone: 'bad' },
    ]);
    fixture.componentRef.setInput('bars', [{ label: '14:00', counts: [1_000, 1] }]);
    await fixture.whenStable();
    const host = fixture.nativeElement as HTMLElement;
    expect([...host.querySelectorAll('td')].map((cell) => cell.textContent)).toEqual(['1000', '1']);
    const failed = [...host.querySelectorAll('rect:not(.ground)')].at(-1);
    expect(Number(failed?.getAttribute('height'))).toBeGreaterThanOrEqual(1.5);
  });
});
