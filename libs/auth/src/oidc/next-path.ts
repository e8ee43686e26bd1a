const MAX_LENGTH = 1_000;

/**
 * Where to go after the sign-in: a path on this very site, as the browser will understand it, or the start page. Nothing
 * behind a `#`: that may be a secret of the page, and would be sent on to where addresses are written down.
 */
export function nextPath(given: unknown): string {
  if (typeof given !== 'string' || given.length > MAX_LENGTH) return '/';
  // A browser takes a backslash for a slash and drops tabs and line ends before it looks at the first two characters.
  if (!/^\/(?!\/)[\x21-\x5b\x5d-\x7e]*$/.test(given)) return '/';
  const here = 'http://here.invalid';
  if (!URL.canParse(given, here)) return '/';
  const { origin, pathname, search } = new URL(given, here);
  // Never back into the sign-in itself, nor to what is no page.
  if (origin !== here || pathname.startsWith('//') || /^\/(?:auth|api)(?:\/|$)/i.test(pathname)) return '/';
  return pathname + search;
}
