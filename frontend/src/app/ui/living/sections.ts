import type { Type } from '@angular/core';
import { ButtonSection } from './button-section';
import { ChartSection } from './chart-section';
import { FloatSection } from './float-section';
import { FormSection } from './form-section';
import { MarkSection } from './mark-section';
import { MeasureSection } from './measure-section';
import { SurfaceSection } from './surface-section';

export interface LivingSection {
  readonly id: string;
  readonly title: string;
  readonly component: Type<unknown>;
}

/** What the living page shows, in this order. One file for each; a new one is added here. */
export const SECTIONS: readonly LivingSection[] = [
  { id: 'buttons', title: 'Buttons', component: ButtonSection },
  { id: 'marks', title: 'Marks', component: MarkSection },
  { id: 'measures', title: 'Measures', component: MeasureSection },
  { id: 'chart', title: 'Chart over time', component: ChartSection },
  { id: 'surfaces', title: 'Cards and states', component: SurfaceSection },
  { id: 'forms', title: 'Forms, tabs, choices', component: FormSection },
  { id: 'floating', title: 'Dialogs, menus, messages', component: FloatSection },
];
