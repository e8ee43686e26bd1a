import { Location } from '@angular/common';
import { DOCUMENT, Injectable, inject } from '@angular/core';
import type { Params } from '@angular/router';

export const SIGN_IN_PATH = '/sign-in';
const KEPT = 'legator.way-back';
/** Pages for whoever is not signed in, or has something to settle first: without navigation, and never led away from. */
const BARE = /^\/(?:sign-in|login|device|confirmed|welcome\/join)(?:[/?#]|$)/;

/**
 * The way to the page to sign in and back. Always by loading anew: nothing that was read for one person stays in the
 * memory of a page that another one uses.
 */
@Injectable({ providedIn: 'root' })
export class SignInGate {
  private readonly page = inject(DOCUMENT);
  private readonly location = inject(Location);
  private isLeaving = false;

  /** Where this page is asked to lead back to. */
  get here(): string {
    return this.location.path(true);
  }

  /**
   * An address to lead back to, fit for a query. What stands behind its `#`, such as the token of an invitation, must not
   * come into the logs of whoever sees queries: it stays in this tab until the page is there again.
   */
  wayBack(path = this.here): string {
    const way = safePath(path);
    const plain = withoutFragment(way);
    try {
      if (plain !== way) sessionStorage.setItem(KEPT, way);
    } catch {
      // Storage is off: the link has to be opened once more.
    }
    return plain;
  }

  /** As a page starts: puts back what was kept for it, before anything looks at the address. */
  restore(): void {
    try {
      const way = sessionStorage.getItem(KEPT) ?? '';
      if (way !== '' && withoutFragment(way) === this.here) this.location.replaceState(way);
      else if (isBarePath(this.here)) return;
      sessionStorage.removeItem(KEPT);
    } catch {
      // Storage is off, so nothing was kept.
    }
  }

  /** To the page to sign in, and from there back to here. */
  leave(query: Params = {}): void {
    this.go(`${SIGN_IN_PATH}?${new URLSearchParams({ next: this.wayBack(), ...query })}`);
  }

  /** To an address of this console. */
  go(path: string): void {
    if (this.isLeaving) return;
    this.isLeaving = true;
    this.page.location.assign(this.location.prepareExternalUrl(path));
  }

  /** Here again, with nothing of what was read. */
  reload(): void {
    if (this.isLeaving) return;
    this.isLeaving = true;
    this.page.location.reload();
  }

  /** To an address that the control plane named: a provider's page to sign out. */
  goOutside(address: string): void {
    this.isLeaving = true;
    this.page.location.assign(address);
  }
}

export function isBarePath(path: string): boolean {
  return BARE.test(path);
}

export function withoutFragment(path: string): string {
  return path.replace(/#.*$/s, '');
}

/** An address below this console, whatever was given; the overview for everything that could lead elsewhere or in a circle. */
export function safePath(given: string | undefined): string {
  const text = given ?? '';
  // Browsers read a backslash as a slash, and pass over tabs and line ends.
  if (!text.startsWith('/') || /^\/[/\\]/.test(text) || /[\u0000-\u001f\u007f\\]/.test(text)) return '/';
  const base = 'http://console.invalid';
  if (!URL.canParse(text, base)) return '/';
  const { origin, pathname, search, hash } = new URL(text, base);
  const path = `${pathname}${search}${hash}`;
  if (origin !== base || pathname.startsWith('//') || /^\/(?:sign-in|login)(?:[/?#]|$)/.test(path))
    return '/';
  return path;
}
