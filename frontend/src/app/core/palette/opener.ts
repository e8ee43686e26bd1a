import { DOCUMENT, Injectable, inject } from '@angular/core';
import { Router } from '@angular/router';

/** Opens a page of the console, here or beside. */
@Injectable({ providedIn: 'root' })
export class Opener {
  private readonly router = inject(Router);
  private readonly page = inject(DOCUMENT);

  open(url: string, { newTab }: { readonly newTab: boolean }): void {
    if (newTab) this.page.defaultView?.open(url, '_blank', 'noopener');
    else void this.router.navigateByUrl(url);
  }
}
