import { ChangeDetectionStrategy, Component } from '@angular/core';
import { BarStrip } from '../bar-strip';
import { Gauge } from '../gauge';
import { Meter } from '../meter';
import { Sparkline } from '../sparkline';
import { StatCard } from '../stat-card';
import { broken, wave } from './samples';
import { Specimen } from './specimen';

/** Rings, lines, bars and numbers. */
@Component({
  selector: 'lg-measure-section',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [BarStrip, Gauge, Meter, Sparkline, Specimen, StatCard],
  template: `
    <lg-specimen name="Gauge">
      <lg-gauge label="Health" [value]="68" tone="warn" [size]="52" />
      <lg-gauge label="Health" [value]="61" tone="warn" />
      <lg-gauge label="Health" [value]="95" tone="ok" />
      <lg-gauge label="Health" [value]="12" tone="bad" />
      <lg-gauge label="Health" [value]="0" tone="bad" />
      <lg-gauge label="Health" [value]="100" tone="ok" />
      <lg-gauge label="Health" [value]="undefined" />
    </lg-specimen>
    <lg-specimen name="Sparkline" layout="grid">
      <lg-sparkline [values]="line" tone="warn" label="Disk, last hour" />
      <lg-sparkline [values]="gaps" tone="ok" label="With gaps" />
      <lg-sparkline [values]="flat" label="Flat" />
      <lg-sparkline [values]="line" [height]="50" [threshold]="82" label="With a limit" />
      <lg-sparkline [values]="[]" label="No values" />
      <lg-sparkline [values]="[4]" label="One value" />
    </lg-specimen>
    <lg-specimen name="Meter" layout="grid">
      <lg-meter label="Memory" text="22.7 of 32 GB" [value]="71" [threshold]="90" />
      <lg-meter label="Disk" [value]="93" tone="bad" [threshold]="85" />
      <lg-meter label="Empty" [value]="0" />
    </lg-specimen>
    <lg-specimen name="StatCard" layout="grid">
      <lg-stat-card
        label="Online probes"
        value="236"
        unit="of 248"
        change="+ 2"
        changeTone="ok"
        [values]="line"
      />
      <lg-stat-card
        label="Restarts"
        value="31"
        unit="24 h"
        change="+ 14"
        changeTone="bad"
        [values]="gaps"
        lineTone="c3"
      />
      <lg-stat-card
        label="CPU"
        value="46"
        unit="%"
        note="p95 71"
        size="small"
        [values]="line"
        [threshold]="84"
      />
      <lg-stat-card
        label="Disk /var"
        value="87"
        unit="%"
        note="full in 3 d"
        size="small"
        tone="warn"
        lineTone="warn"
        [values]="line"
      />
      <lg-stat-card label="Uptime" value="12 d" />
    </lg-specimen>
    <lg-specimen name="BarStrip" layout="stack">
      <lg-bar-strip label="Commands by hour" [parts]="parts" [bars]="bars" />
      <lg-bar-strip label="Nothing happened" [parts]="parts" [bars]="none" [height]="24" />
    </lg-specimen>
  `,
})
export class MeasureSection {
  protected readonly line = wave(60, 70, 16, 3);
  protected readonly gaps = broken(60, 40, 14, 5);
  protected readonly flat = Array.from({ length: 30 }, () => 5);
  protected readonly parts = [
    { label: 'done', tone: 'c1' },
    { label: 'waited', tone: 'warn' },
    { label: 'failed', tone: 'bad' },
  ] as const;
  protected readonly bars = wave(24, 14, 18, 2).map((value, at) => ({
    label: `${String(at).padStart(2, '0')}:00`,
    counts: [Math.max(0, Math.round(value)), at % 5 === 0 ? 2 : 0, at % 7 === 0 ? 1 : 0],
  }));
  protected readonly none = this.bars.map(({ label }) => ({ label, counts: [0, 0, 0] }));
}
