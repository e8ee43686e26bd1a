import { ChangeDetectionStrategy, Component, signal } from '@angular/core';
import { Field } from '../field';
import { Segmented } from '../segmented';
import { Select } from '../select';
import { Tabs } from '../tabs';
import { TextInput } from '../text-input';
import { HOSTILE } from './samples';
import { Specimen } from './specimen';

/** Fields and choices. */
@Component({
  selector: 'lg-form-section',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Field, Segmented, Select, Specimen, Tabs, TextInput],
  template: `
    <lg-specimen name="Field" layout="grid">
      <lg-field label="Name" help="Shown in the list"><input lgInput value="ci-deploy" /></lg-field>
      <lg-field label="Note" optional><textarea lgInput placeholder="Why"></textarea></lg-field>
      <lg-field label="Uses" error="Between 1 and 500."><input lgInput value="0" /></lg-field>
      <lg-field label="Site"><lg-select [options]="sites" [(value)]="site" /></lg-field>
    </lg-specimen>
    <lg-specimen name="Select">
      <lg-select label="Time range" icon="clock" [options]="ranges" [(value)]="range" />
      <lg-select label="Nothing chosen" [options]="sites" />
      <lg-select label="Off" [options]="sites" disabled />
    </lg-specimen>
    <lg-specimen name="Segmented" layout="grid">
      <lg-segmented label="Status" [segments]="counters" [(value)]="status" />
      <lg-segmented label="Layout" [segments]="layouts" [(value)]="layout" />
      <div>
        <lg-segmented label="Layout, icons" [segments]="layouts" [iconsOnly]="true" [(value)]="layout" />
      </div>
    </lg-specimen>
    <lg-specimen name="Tabs" layout="stack">
      <lg-tabs label="Probe" [tabs]="tabs" active="overview" panel="living-panel" />
      <div id="living-panel" role="tabpanel" aria-labelledby="tab-overview">The panel of Overview.</div>
    </lg-specimen>
  `,
})
export class FormSection {
  protected readonly sites = [
    { value: 'fra1', label: 'fra1', hint: '41 probes' },
    { value: 'ams2', label: 'ams2', hint: '12 probes' },
    { value: 'odd', label: HOSTILE.markup },
    { value: 'long', label: HOSTILE.long },
  ];
  protected readonly ranges = ['15 min', '1 h', '6 h', '24 h', '7 d', '30 d'].map((value) => ({
    value,
    label: `Last ${value}`,
  }));
  protected readonly counters = [
    { value: 'all', label: 'All', count: 248 },
    { value: 'online', label: 'Online', count: 236, tone: 'ok' },
    { value: 'degraded', label: 'Degraded', count: 6, tone: 'warn' },
    { value: 'offline', label: 'Offline', count: 4, tone: 'bad' },
    { value: 'pending', label: 'Pending', count: 2, tone: 'info' },
  ] as const;
  protected readonly layouts = [
    { value: 'split', label: 'Split', icon: 'panel-left' },
    { value: 'table', label: 'Table', icon: 'table' },
    { value: 'site', label: 'By site', icon: 'map-pin' },
  ] as const;
  protected readonly tabs = [
    { id: 'overview', label: 'Overview', link: '/ui' },
    { id: 'inventory', label: 'Inventory', link: '/ui', queryParams: { tab: 'inventory' } },
    { id: 'activity', label: 'Activity', count: 38, link: '/ui', queryParams: { tab: 'activity' } },
    { id: 'alerts', label: 'Alerts', count: 1, tone: 'bad', link: '/ui', queryParams: { tab: 'alerts' } },
  ] as const;
  protected readonly site = signal<string | undefined>('fra1');
  protected readonly range = signal<string | undefined>('1 h');
  protected readonly status = signal<string | undefined>('all');
  protected readonly layout = signal<string | undefined>('split');
}
