import type { Type } from '@angular/core';
import { ButtonSection } from './button-section';
import { ChartSection } from './chart-section';
import { DiffSection } from './diff-section';
import { FindingSection } from './finding-section';
import { FloatSection } from './float-section';
import { FormSection } from './form-section';
import { ListsSection } from './lists-section';
import { MarkSection } from './mark-section';
import { MeasureSection } from './measure-section';
import { OutputSection } from './output-section';
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
  { id: 'finding', title: 'Filters, ranges, palette', component: FindingSection },
  { id: 'lists', title: 'Lists and tables', component: ListsSection },
  { id: 'differences', title: 'Differences and code', component: DiffSection },
  { id: 'output', title: 'Output', component: OutputSection },
  { id: 'floating', title: 'Dialogs, menus, messages', component: FloatSection },
];
