/** One page of what is there; `cursor` is the key of the last item of the page before. */
export function pageOf<T>(
  items: readonly T[],
  key: (item: T) => string,
  { cursor, limit }: { readonly cursor: string | null; readonly limit: number },
): { readonly page: T[]; readonly next: string | null } {
  const start = cursor ? items.findIndex((item) => key(item) === cursor) + 1 : 0;
  const page = items.slice(start, start + limit);
  const last = page.at(-1);
  return { page, next: last !== undefined && start + limit < items.length ? key(last) : null };
}
