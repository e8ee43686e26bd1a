import type { Router, UrlTree } from '@angular/router';

/**
 * A path of the console as something to go to, or nothing when this console has no page there: a control plane may be
 * newer, and speak of pages that come later.
 */
export function knownPage(router: Router, link: string): UrlTree | undefined {
  if (!link.startsWith('/') || link.startsWith('//')) return undefined;
  const tree = router.parseUrl(link);
  const first = tree.root.children['primary']?.segments[0]?.path ?? '';
  const isKnown = router.config.some(({ path = '' }) => path !== '**' && path.split('/')[0] === first);
  return isKnown ? tree : undefined;
}
