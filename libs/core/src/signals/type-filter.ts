/**
 * Which types of signals somebody wants: single names, or a whole domain as `probe.*`. Without any pattern: all.
 */
export class TypeFilter {
  readonly exact: readonly string[];
  readonly prefixes: readonly string[];

  constructor(readonly patterns?: readonly string[]) {
    const all = patterns ?? [];
    this.exact = all.filter((one) => !one.endsWith('.*'));
    this.prefixes = all.filter((one) => one.endsWith('.*')).map((one) => one.slice(0, -1));
  }

  get everything(): boolean {
    return this.patterns === undefined;
  }

  matches(type: string): boolean {
    return (
      this.everything || this.exact.includes(type) || this.prefixes.some((prefix) => type.startsWith(prefix))
    );
  }
}

/** The same in SQL, for the column `type`; `exact` and `prefixes` are two parameters, both null for everything. */
export function matchesInSql(type: string, exact: string, prefixes: string): string {
  return `(${exact}::text[] is null or ${type} = any(${exact})
    or exists (select from unnest(${prefixes}::text[]) as p(prefix) where starts_with(${type}, p.prefix)))`;
}

/** Values for the two parameters of `matchesInSql`. */
export function typeParameters(filter: TypeFilter): [readonly string[] | null, readonly string[] | null] {
  return filter.everything ? [null, null] : [filter.exact, filter.prefixes];
}
