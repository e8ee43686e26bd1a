import { lonely, partedAt, sampleNear } from './time-chart-plot';

describe('the sample that a pointer means', () => {
  const data: [number[], (number | null)[], (number | null)[]] = [
    [100, 200, 300],
    [1, null, 3],
    [5, null, null],
  ];
  const near = (index: number, left: number) => sampleNear(data, index, left, (moment) => moment);

  it('is where it was measured, not where the pointer is', () => {
    expect([near(0, 130), near(2, 260)]).toEqual([100, 300]);
  });

  it('is none in a gap', () => expect(near(1, 200)).toBeUndefined());

  it('is none where nothing was measured yet, or any more', () => {
    expect([near(0, 40), near(2, 390)]).toEqual([undefined, undefined]);
    expect([near(0, 90), near(2, 310)]).toEqual([100, 300]);
  });
});

describe('a value with none beside it', () => {
  it('is a dot, since no line leads there', () => {
    expect(lonely([1, null, 2, null, 3, 4, null, null])).toEqual([0, 2]);
    expect(lonely([7])).toEqual([0]);
  });
});

describe('a line with a threshold', () => {
  function drawn(threshold: number) {
    const stops: [number, string][] = [];
    const gradient = { addColorStop: (at: number, colour: string) => stops.push([at, colour]) };
    const plot = {
      ctx: { createLinearGradient: () => gradient },
      bbox: { top: 10, height: 100, left: 0, width: 0 },
      valToPos: (value: number) => 110 - value,
    };
    return { found: partedAt(plot as never, threshold, 'warn', 'calm'), gradient, stops };
  }

  it('has its colour above it and its own below', () => {
    const { found, gradient, stops } = drawn(80);
    expect(found).toBe(gradient);
    expect(stops).toEqual([
      [0, 'warn'],
      [0.2, 'warn'],
      [0.2, 'calm'],
      [1, 'calm'],
    ]);
  });

  it('has one colour where the threshold is out of sight, or nothing is drawn yet', () => {
    expect([drawn(120).found, drawn(-5).found, drawn(Number.NaN).found]).toEqual(['calm', 'warn', 'calm']);
  });
});
