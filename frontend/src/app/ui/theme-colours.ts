/** Colours of the tokens as they are now on this element, for what paints on a canvas. */
export function tokenOf(element: Element, name: string): string {
  return getComputedStyle(element).getPropertyValue(`--${name}`).trim() || 'gray';
}

/** Tells of each change of theme, by hand or by the system. @returns stops it */
export function onThemeChange(root: HTMLElement, changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(root, { attributes: true, attributeFilter: ['data-theme', 'class'] });
  const queries = ['(prefers-color-scheme: light)', '(prefers-contrast: more)', '(forced-colors: active)']
    .map((query) => root.ownerDocument.defaultView?.matchMedia?.(query))
    .filter((query) => query !== undefined);
  for (const query of queries) query.addEventListener('change', changed);
  return () => {
    observer.disconnect();
    for (const query of queries) query.removeEventListener('change', changed);
  };
}
