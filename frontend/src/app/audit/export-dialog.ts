import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { Loaded } from '../core/loaded';
import { LgButton } from '../ui/button';
import { CopyLine } from '../ui/copy-line';
import { DialogFrame } from '../ui/dialog-frame';
import { Failure } from '../ui/failure';
import { saveAs } from '../ui/save-as';
import { visibleText } from '../ui/visible-text';
import { AuditApi, type TrailFilter } from './audit-api';
import { EXPORT_WORDS } from './audit-words';

export interface ExportWish {
  readonly filter: TrailFilter;
  readonly total: number | undefined;
}

/** Hands the trail out as a file, with the filter of the page, and says how anyone can check it. */
@Component({
  selector: 'lg-export-dialog',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [CopyLine, DialogFrame, Failure, LgButton],
  template: `
    <lg-dialog [title]="words.title">
      @if (parts.length > 0) {
        <p class="soft">{{ words.filtered }}</p>
        <ul class="mono">
          @for (part of parts; track part) {
            <li>{{ part }}</li>
          }
        </ul>
      } @else {
        <p class="soft">{{ words.all(wish.total) }}</p>
      }
      <p class="files">
        <a lgButton variant="primary" icon="download" [href]="urls.jsonl" download>{{ words.jsonl }}</a>
        <a lgButton icon="download" [href]="urls.csv" download>{{ words.csv }}</a>
      </p>
      @if (parts.length > 0) {
        <p class="quiet small">{{ words.jsonlHelp }}</p>
      }
      <h3>{{ words.offline }}</h3>
      <p class="soft">{{ words.offlineHelp }}</p>
      <lg-copy-line [text]="words.command" label="Command" />
      <p class="files">
        <button lgButton icon="key-round" [busy]="key.loading()" (click)="downloadKey()">
          {{ words.key }}
        </button>
        @if (key.value(); as known) {
          <span class="quiet small"
            >{{ words.keyId }} <span class="mono">{{ known.kid }}</span></span
          >
        }
      </p>
      @if (key.error(); as error) {
        <lg-failure plain [error]="error" (retry)="key.load()" />
      }
      <button dialog-actions lgButton (click)="dialog.close()">{{ words.close }}</button>
    </lg-dialog>
  `,
  styles: `
    ul {
      padding: 8px 10px;
      border: 1px solid var(--line);
      border-radius: var(--r-m);
      background: var(--sunken);
      overflow-wrap: anywhere;
    }
    .files {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 8px;
    }
    h3 {
      margin-top: 6px;
      font: var(--fs-12);
      font-weight: 600;
    }
  `,
})
export class ExportDialog {
  private readonly api = inject(AuditApi);
  protected readonly wish = inject<ExportWish>(DIALOG_DATA);
  protected readonly dialog = inject(DialogRef);
  protected readonly words = EXPORT_WORDS;
  protected readonly key = new Loaded(() => this.api.key());
  protected readonly urls = this.api.exportUrls(this.wish.filter);
  protected readonly parts = Object.entries(this.wish.filter)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => visibleText(`${key}: ${value}`));

  constructor() {
    void this.key.load();
  }

  protected async downloadKey(): Promise<void> {
    if (!this.key.value()) await this.key.load();
    const key = this.key.value();
    if (key) saveAs('legator-audit-key.pem', key.public_key_pem);
  }
}
