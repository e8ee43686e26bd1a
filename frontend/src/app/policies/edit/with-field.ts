/** The same with this field: in its place when it was there, since what is compared line by line must not move; without a value, gone. */
export function withField(
  whole: Readonly<Record<string, unknown>>,
  key: string,
  value: unknown,
): Record<string, unknown> {
  const next: Record<string, unknown> = { ...whole, [key]: value };
  if (value === undefined) delete next[key];
  return next;
}
