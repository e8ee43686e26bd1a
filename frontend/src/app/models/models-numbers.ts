import { countText } from '../ui/number-text';

const THIN = '\u2009';

/** "412", "48.2 k", "1.3 M": tokens as short as a chart needs them. */
export function tokensText(count: number): string {
  if (count < 10_000) return countText(count);
  const [share, unit] =
    count < 1_000_000 ? [count / 1_000, 'k'] : count < 1e9 ? [count / 1e6, 'M'] : [count / 1e9, 'G'];
  return `${share < 100 ? share.toFixed(1).replace(/\.0$/, '') : Math.round(share)}${THIN}${unit}`;
}

/** "0", "< 0.01", "12.40", "1 204": money without its currency, which only people know. */
export function costText(cost: number): string {
  if (cost === 0) return '0';
  if (cost < 0.01) return `<${THIN}0.01`;
  return cost < 1_000 ? cost.toFixed(2) : countText(cost);
}

/** "412 ms", "3.4 s"; an en dash for what is not known. */
export function latencyText(ms: number | null | undefined): string {
  if (ms === null || ms === undefined) return '–';
  if (ms < 1_000) return `${Math.round(ms)}${THIN}ms`;
  return `${(ms / 1_000).toFixed(ms < 10_000 ? 1 : 0)}${THIN}s`;
}

/** The host of an address with its port; the address itself where it is none. */
export function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).host : address;
}
