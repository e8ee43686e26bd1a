import type { Routes, UrlMatchResult, UrlSegment } from '@angular/router';
import { ApprovalsPage } from './approvals-page';

/** One route for the queue and for each request in it, or opening one would make the page anew. */
export const routes: Routes = [{ matcher: oneOrNone, component: ApprovalsPage }];

function oneOrNone(segments: UrlSegment[]): UrlMatchResult | null {
  const [id] = segments;
  if (segments.length > 1) return null;
  return { consumed: segments, posParams: { ...(id && { id }) } };
}
