/** Where a key leads in a list of rows; nothing for a key that does not move. */
export function stepTo(event: KeyboardEvent, at: number, total: number, page: number): number | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey || total === 0) return undefined;
  const last = total - 1;
  const within = (to: number) => Math.min(last, Math.max(0, to));
  switch (event.key) {
    case 'ArrowDown':
    case 'j':
      return within(at + 1);
    case 'ArrowUp':
    case 'k':
      return within(at - 1);
    case 'PageDown':
      return within(at + page);
    case 'PageUp':
      return within(at - page);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return undefined;
  }
}

/** A key goes to the row only when nothing inside the row has a use for it. */
export function isForRow(event: KeyboardEvent): boolean {
  const target = event.target;
  if (!(target instanceof HTMLElement)) return false;
  return !/^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) && !target.isContentEditable;
}
