import { ChangeDetectionStrategy, Component } from '@angular/core';
import { Shell } from './core/shell/shell';

/** The console: a shell, and in it the page of the address. */
@Component({
  selector: 'lg-root',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Shell],
  template: '<lg-shell />',
})
export class App {}
