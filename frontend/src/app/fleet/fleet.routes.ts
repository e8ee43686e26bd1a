import type { Routes, UrlSegment } from '@angular/router';
import { FleetPage } from './fleet-page';

/** The list stays beside the probe that is open; on a narrow screen one takes the place of the other. */
export const routes: Routes = [
  {
    path: '',
    component: FleetPage,
    children: [
      {
        // One route for all tabs, or each would make the page anew.
        matcher: probeAndTab,
        loadComponent: () => import('./probe/probe-page').then((page) => page.ProbePage),
      },
    ],
  },
];

/** `:id` or `:id/:tab`. */
function probeAndTab(segments: UrlSegment[]) {
  const [id, tab] = segments;
  if (!id || segments.length > 2) return null;
  return { consumed: segments, posParams: { id, ...(tab ? { tab } : {}) } };
}
