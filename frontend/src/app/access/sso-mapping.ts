/** "group = role" lines; the last `=` divides, since groups may hold one. */
export function mappingOf(text: string): { mapping: Record<string, string> } | { badLine: number } {
  const mapping: Record<string, string> = {};
  for (const [at, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const place = line.lastIndexOf('=');
    const [group, role] = [line.slice(0, place).trim(), line.slice(place + 1).trim()];
    if (place < 0 || group === '' || role === '') return { badLine: at + 1 };
    Object.defineProperty(mapping, group, {
      value: role,
      enumerable: true,
      configurable: true,
      writable: true,
    });
  }
  return { mapping };
}

export function textOfMapping(mapping: Readonly<Record<string, string>> = {}): string {
  return Object.entries(mapping)
    .map(([group, role]) => `${group} = ${role}`)
    .join('\n');
}
