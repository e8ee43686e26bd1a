import { Injectable } from '@angular/core';

/** What every change that this page sends has to carry, once somebody is signed in. Not a secret from our own pages. */
@Injectable({ providedIn: 'root' })
export class CsrfToken {
  value: string | undefined;
}
