import { inject } from '@angular/core';
import type { CanDeactivateFn } from '@angular/router';
import { Dialogs } from '../../ui/dialogs';
import { EDIT_WORDS } from './edit-words';

/** Somebody who may hold what was not saved. */
export interface Leavable {
  hasUnsaved(): boolean;
}

/** Asks before something written is lost. */
export const mayLeave: CanDeactivateFn<Leavable> = (page) => {
  if (!page.hasUnsaved()) return true;
  const { title, text, verb } = EDIT_WORDS.leave;
  return inject(Dialogs).confirm({ title, text, verb, tone: 'danger' });
};
