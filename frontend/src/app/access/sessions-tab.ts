import { ChangeDetectionStrategy, Component } from '@angular/core';
import { SessionsCard } from '../sessions/sessions-card';

/** Everybody who is signed in to this tenant now. */
@Component({
  selector: 'lg-sessions-tab',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [SessionsCard],
  template: '<lg-sessions-card scope="tenant" />',
})
export class SessionsTab {}
