import { Injectable, computed, inject, signal } from '@angular/core';
import { Loaded } from '../core/loaded';
import { PoliciesApi } from './policies-api';
import { PoliciesStore } from './policies-store';

/** One policy with all of its versions. Lives as long as its page. */
@Injectable()
export class PolicyStore {
  private readonly api = inject(PoliciesApi);
  private readonly all = inject(PoliciesStore);
  private readonly wanted = signal('');
  readonly policy = new Loaded(() => this.api.get(this.wanted()));
  readonly versions = new Loaded(() => this.api.versions(this.wanted()));

  readonly id = this.wanted.asReadonly();
  readonly about = computed(() => this.all.about(this.wanted()));
  readonly newest = computed(() => this.versions.value()?.[0]);
  readonly error = computed(() => this.policy.error() ?? this.versions.error());
  readonly isFirst = computed(() => this.policy.isFirst() || this.versions.isFirst());

  async show(id: string): Promise<void> {
    if (id !== this.wanted()) {
      this.wanted.set(id);
      this.policy.clear();
      this.versions.clear();
    }
    await this.load();
  }

  async load(): Promise<void> {
    await Promise.all([this.policy.load(), this.versions.load()]);
  }

  version(number: number | undefined) {
    const versions = this.versions.value();
    return versions?.find(({ version }) => version === number) ?? versions?.[0];
  }
}
