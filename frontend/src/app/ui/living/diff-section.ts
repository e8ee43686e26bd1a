import { ChangeDetectionStrategy, Component } from '@angular/core';
import { Code } from '../code';
import { Diff } from '../diff';
import { JsonDiff } from '../json-diff';

const LINES = Array.from({ length: 30 }, (_, at) => `    option_${at} ${at * 7};`);

/** What changed, in text and in values; and text for a machine. */
@Component({
  selector: 'lg-diff-section',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Code, Diff, JsonDiff],
  template: `
    <lg-diff label="Changes of shop.conf" [before]="before" [after]="after" />
    <lg-diff label="Side by side" layout="split" [before]="before" [after]="after" />
    <lg-json-diff
      [before]="{ name: 'shop', ports: [80, 443], tls: { file: 'live/shop', strict: true }, old: 1 }"
      [after]="{ name: 'shop', ports: [80, 8443], tls: { file: 'live/shop-0001', strict: true }, new: null }"
    />
    <lg-code label="Install line" [text]="line" />
  `,
  styles: `
    :host {
      display: grid;
      gap: 12px;
      min-width: 0;
    }
  `,
})
export class DiffSection {
  protected readonly before = [
    ...LINES.slice(0, 12),
    '    ssl_certificate live/shop/fullchain.pem;',
    ...LINES.slice(12),
  ].join('\n');
  protected readonly after = [
    ...LINES.slice(0, 12),
    '    ssl_certificate live/shop-0001/fullchain.pem;',
    ...LINES.slice(12, 24),
    '    listen 8443;',
    ...LINES.slice(24),
  ].join('\n');
  protected readonly line = `curl -fsSL https://console.example/install.sh | sh -s -- --token abc ${'--tag long '.repeat(20)}`;
}
