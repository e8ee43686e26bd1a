import { TestBed } from '@angular/core/testing';
import { ForecastChart, forecastSummary } from './forecast-chart';
import { plainNumber } from './time-chart-words';

const series = [
  { label: 'disk', values: [40, null, 50, null, null] },
  { label: 'ahead', values: [null, null, null, 51, 100] },
];
const times = [0, 1, 2, 3, 4].map((hour) => hour * 3_600_000);

describe('a chart that says where it leads', () => {
  it('keeps that apart from what was measured, and names the moments that matter', () => {
    const marks = [{ at: 3 * 3_600_000, label: 'now' }];
    const words = forecastSummary(times, series, { measured: 1, marks, text: plainNumber });
    expect(words).toContain('disk: last 50, between 40 and 50, 1 values missing.');
    expect(words).toMatch(/ahead: 100 at \d\d:\d\d\. now: \d\d:\d\d\.$/);
  });

  it('says nothing of what does not lead anywhere, nor of no values', () => {
    const text = plainNumber;
    const flat = [{ label: 'disk', values: [1, 2] }];
    expect(forecastSummary([0, 1], flat, { measured: 1, marks: [], text })).toContain('disk: last 2');
    expect(forecastSummary([], [], { measured: 0, marks: [], text })).toBe('No values.');
  });

  it('has a table with both', async () => {
    const fixture = TestBed.createComponent(ForecastChart);
    for (const [name, value] of Object.entries({ label: 'Disk', times, series, forecasts: 1, bare: true }))
      fixture.componentRef.setInput(name, value);
    await fixture.whenStable();
    const host = fixture.nativeElement as HTMLElement;
    host.querySelector<HTMLButtonElement>('[aria-label="Show as table"]')?.click();
    await fixture.whenStable();
    expect([...host.querySelectorAll('tbody tr')].at(-1)?.textContent.replace(/\s+/g, ' ')).toMatch(/– ?100/);
  });
});
