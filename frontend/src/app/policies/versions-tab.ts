import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  input,
  output,
  untracked,
} from '@angular/core';
import type { PolicyVersionView } from '../core/api/models';
import { Loaded } from '../core/loaded';
import { Age } from '../ui/age';
import { LgButton } from '../ui/button';
import { Card } from '../ui/card';
import { Diff } from '../ui/diff';
import { Pill } from '../ui/pill';
import { Select } from '../ui/select';
import { visibleText } from '../ui/visible-text';
import { EFFECTS, NOTHING, fieldName, valueText } from './change-words';
import { documentText } from './document-text';
import { PoliciesApi } from './policies-api';

/** How a policy came to be what it is, and what differs between any two of its versions. */
@Component({
  selector: 'lg-versions-tab',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Age, Card, Diff, LgButton, Pill, Select],
  templateUrl: './versions-tab.html',
  styleUrl: './versions-tab.css',
})
export class VersionsTab {
  readonly policyId = input.required<string>();
  /** Newest first. */
  readonly versions = input.required<readonly PolicyVersionView[]>();
  /** The one whose rules are shown. */
  readonly shown = input.required<number>();
  /** Which two are compared; the newest with the one before it unless said. */
  readonly from = input<number>();
  readonly to = input<number>();
  readonly compared = output<{ from: number; to: number }>();
  readonly chosen = output<number>();

  protected readonly seen = visibleText;
  protected readonly nothing = NOTHING;
  private readonly api = inject(PoliciesApi);
  protected readonly options = computed(() =>
    this.versions().map(({ version }) => ({ value: version, label: `Version ${version}` })),
  );
  protected readonly pair = computed(() => {
    const versions = this.versions();
    const find = (version: number | undefined) => versions.find((one) => one.version === version);
    const after = find(this.to()) ?? versions[0];
    const before =
      find(this.from()) ?? versions.find(({ version }) => version < (after?.version ?? 0)) ?? after;
    return before && after && { before, after };
  });
  protected readonly diff = new Loaded(() => {
    const { before, after } = this.pair()!;
    return this.api.diff(this.policyId(), before.version, after.version);
  });
  protected readonly changes = computed(() =>
    (this.diff.value()?.changes ?? []).map(({ path, was, becomes, effect }) => ({
      path,
      field: fieldName(path),
      was: visibleText(valueText(path, was)),
      becomes: visibleText(valueText(path, becomes)),
      ...EFFECTS[effect],
    })),
  );
  protected readonly texts = computed(() => {
    const pair = this.pair();
    return pair && { before: documentText(pair.before.document), after: documentText(pair.after.document) };
  });
  private readonly asked = computed(() => {
    const pair = this.pair();
    return pair && pair.before.version !== pair.after.version
      ? `${this.policyId()} ${pair.before.version} ${pair.after.version}`
      : '';
  });

  constructor() {
    effect(() => {
      const asked = this.asked();
      untracked(() => {
        this.diff.clear();
        if (asked) void this.diff.load();
      });
    });
  }

  protected compare(change: { from?: number | undefined; to?: number | undefined }): void {
    const pair = this.pair();
    if (pair)
      this.compared.emit({ from: change.from ?? pair.before.version, to: change.to ?? pair.after.version });
  }
}
