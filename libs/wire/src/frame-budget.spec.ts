import fc from 'fast-check';
import { cutToCost, frameCost } from './frame-budget.js';

const anyText = fc.string({ unit: 'binary' });

it('counts what a frame really takes for a text', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const twice = Buffer.byteLength(JSON.stringify(JSON.stringify(text)));
      // Less the quotes around it, outside and, escaped, inside.
      expect(frameCost(text)).toBe(twice - 6);
    }),
  );
});

it('cuts to the longest beginning that fits, between characters', () => {
  fc.assert(
    fc.property(anyText, fc.nat(60), (text, budget) => {
      const cut = cutToCost(text, budget);
      const next = String.fromCodePoint(text.codePointAt(cut.length) ?? 0);
      expect(text.startsWith(cut) && cut.isWellFormed()).toBe(true);
      expect(frameCost(cut)).toBeLessThanOrEqual(budget);
      if (cut !== text) expect(frameCost(cut + next)).toBeGreaterThan(budget);
    }),
  );
});
