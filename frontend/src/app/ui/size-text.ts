const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];

/** Bytes in the largest unit that leaves a number of at least one: "512 B", "7.7 GiB". Unknown is an en dash. */
export function sizeText(bytes: number | undefined): string {
  if (bytes === undefined) return '–';
  const power = bytes < 1 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log2(bytes) / 10));
  const value = bytes / 1_024 ** power;
  return `${power > 0 && value < 100 ? value.toFixed(1) : Math.round(value)}\u2009${UNITS[power]}`;
}

/** Share in percent, above 100 where more is asked for than there is; nothing when there is no whole. */
export function share(part: number | undefined, whole: number | undefined): number | undefined {
  if (part === undefined || !whole) return undefined;
  return (part / whole) * 100;
}
