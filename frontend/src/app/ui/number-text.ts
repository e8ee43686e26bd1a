/** Whole numbers in groups of three with a thin space: "48 213". */
export function countText(count: number): string {
  return String(Math.round(count)).replace(/\B(?=(\d{3})+$)/g, '\u2009');
}
