import type { Routes, UrlMatchResult, UrlSegment } from '@angular/router';
import { ChatPage } from './chat-page';

/** One route for the list and for each conversation, or opening one would make the page anew. */
export const routes: Routes = [{ matcher: oneOrNone, component: ChatPage }];

function oneOrNone(segments: UrlSegment[]): UrlMatchResult | null {
  const [id] = segments;
  if (segments.length > 1) return null;
  return { consumed: segments, posParams: { ...(id && { id }) } };
}
