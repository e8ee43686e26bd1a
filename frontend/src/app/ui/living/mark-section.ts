import { ChangeDetectionStrategy, Component, signal } from '@angular/core';
import { Avatar } from '../avatar';
import { Icon, ICON_NAMES } from '../icon';
import { Kbd } from '../kbd';
import { Pill } from '../pill';
import { Risk } from '../risk';
import { StatusShape } from '../status-shape';
import { Tag } from '../tag';
import { HOSTILE } from './samples';
import { Specimen } from './specimen';

/** Pills, tags, shapes, keys, people, icons. */
@Component({
  selector: 'lg-mark-section',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Avatar, Icon, Kbd, Pill, Risk, Specimen, StatusShape, Tag],
  template: `
    <lg-specimen name="Pill">
      <lg-pill tone="ok">running</lg-pill>
      <lg-pill tone="warn" icon="triangle-alert">Degraded</lg-pill>
      <lg-pill tone="high">High risk</lg-pill>
      <lg-pill tone="bad">restarting</lg-pill>
      <lg-pill tone="info">running</lg-pill>
      <lg-pill tone="ai" icon="sparkles">Made from a question</lg-pill>
      <lg-pill>idle</lg-pill>
      <lg-pill tone="accent" icon="shield">Remediate · ask first</lg-pill>
      <lg-pill tone="warn" size="small">1 approval</lg-pill>
    </lg-specimen>
    <lg-specimen name="Risk">
      <lg-risk level="low" /> <lg-risk level="medium" /> <lg-risk level="high" /> <lg-risk level="critical" />
      <lg-risk level="high" long />
    </lg-specimen>
    <lg-specimen name="StatusShape">
      @for (status of statuses; track status) {
        <lg-status-shape [status]="status" word />
      }
      <lg-status-shape status="online" />
    </lg-specimen>
    <lg-specimen name="Tag">
      <lg-tag text="web" /> <lg-tag text="prod" /> <lg-tag name="sort" text="health ↑" />
      @for (tag of tags(); track tag) {
        <lg-tag [text]="tag" removable (removed)="remove(tag)" />
      }
    </lg-specimen>
    <lg-specimen name="Kbd">
      <lg-kbd keys="Mod K" /> <lg-kbd keys="/" /> <lg-kbd keys="G U" /> <lg-kbd keys="Enter" />
      <lg-kbd keys="Esc" />
    </lg-specimen>
    <lg-specimen name="Avatar">
      <lg-avatar name="Mara Keller" /> <lg-avatar name="Jon Reyes" /> <lg-avatar name="Ana" />
      <lg-avatar ai />
      <lg-avatar [name]="hostile.emoji" />
    </lg-specimen>
    <lg-specimen name="Icon">
      @for (name of icons; track name) {
        <span [title]="name"><lg-icon [name]="name" /></span>
      }
    </lg-specimen>
  `,
})
export class MarkSection {
  protected readonly icons = ICON_NAMES;
  protected readonly hostile = HOSTILE;
  protected readonly statuses = ['online', 'degraded', 'offline', 'pending', 'revoked'] as const;
  protected readonly tags = signal<readonly string[]>(['fra1', ...Object.values(HOSTILE)]);

  protected remove(tag: string): void {
    this.tags.update((tags) => tags.filter((one) => one !== tag));
  }
}
