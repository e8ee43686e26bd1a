import { Location } from '@angular/common';
import { DOCUMENT, Injectable, inject, signal } from '@angular/core';
import { type NavigationError, RedirectCommand, Router } from '@angular/router';
import { ApiError } from './api-error';

/** The route of the page that is shown instead. Nothing links to it. */
export const FAILED_PATH = 'console/failed';

export interface FailedNavigation {
  readonly url: string;
  readonly code: string;
  readonly requestId?: string;
}

/** What became of the last attempt to open a page that failed. */
@Injectable({ providedIn: 'root' })
export class NavigationFailure {
  private readonly failed = signal<FailedNavigation | undefined>(undefined);
  private readonly page = inject(DOCUMENT);
  private readonly location = inject(Location);

  readonly last = this.failed.asReadonly();

  note({ url, error }: Pick<NavigationError, 'url' | 'error'>): void {
    const isOurs = error instanceof ApiError;
    this.failed.set({
      url,
      code: isOurs ? error.code : 'console.page_missing',
      ...(isOurs && error.requestId ? { requestId: error.requestId } : {}),
    });
  }

  /** Not through the router: it would keep the page for failures as the place to come back to. */
  showAddress(): void {
    const url = this.failed()?.url;
    if (url && this.location.path(true) !== url) this.location.go(url);
  }

  /** A full load, since a newer console has other files. */
  again(): void {
    this.page.location.reload();
  }
}

/** Shows the page for failures; that page puts the address that was asked for into the bar, so that a reload tries it. */
export function showFailedNavigation(failed: NavigationError): RedirectCommand | undefined {
  const router = inject(Router);
  // Should even that page be out of reach, stay where we are.
  if (failed.url.startsWith(`/${FAILED_PATH}`)) return undefined;
  console.error(failed.error);
  inject(NavigationFailure).note(failed);
  return new RedirectCommand(router.parseUrl(`/${FAILED_PATH}`), { skipLocationChange: true });
}
