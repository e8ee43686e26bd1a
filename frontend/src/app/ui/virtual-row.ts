import { Directive, TemplateRef, inject, input } from '@angular/core';

export interface VirtualRowContext<T> {
  readonly $implicit: T;
  readonly index: number;
  readonly active: boolean;
  readonly selected: boolean;
  readonly current: boolean;
}

/** The drawing of one loaded row: `<ng-template lgRow [lgRowOf]="items()" let-item let-index="index">`. */
@Directive({ selector: 'ng-template[lgRow]' })
export class VirtualRow<T> {
  /** Only gives the row its type. */
  readonly lgRowOf = input<readonly (T | undefined)[]>();
  readonly template = inject<TemplateRef<VirtualRowContext<T>>>(TemplateRef);

  static ngTemplateContextGuard<T>(_row: VirtualRow<T>, context: unknown): context is VirtualRowContext<T> {
    return Boolean(context);
  }
}
