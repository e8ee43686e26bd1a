import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { Icon } from '../../ui/icon';
import { Banners } from '../banners';

/** The one banner under the top bar, with its action. */
@Component({
  selector: 'lg-banner-slot',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon],
  template: `
    <div role="status">
      @if (worst(); as banner) {
        <div class="banner" [class]="banner.tone">
          <lg-icon [name]="banner.icon" [size]="16" />
          <p>
            <strong>{{ banner.title }}</strong>
            @if (banner.detail; as detail) {
              <span [title]="banner.hint ?? ''"
                ><bdi>{{ detail }}</bdi></span
              >
            }
          </p>
          @if (banner.action; as action) {
            <button type="button" class="btn" (click)="action.run()">{{ action.text }}</button>
          }
        </div>
      }
    </div>
  `,
  styles: `
    .banner {
      display: flex;
      align-items: center;
      gap: 10px;
      min-height: 40px;
      padding: 5px 16px;
      border-bottom: 1px solid var(--line);
    }
    .warn {
      background: var(--warn-bg);
      color: var(--warn);
    }
    .bad {
      background: var(--bad-bg);
      color: var(--bad);
    }
    .info {
      background: var(--info-bg);
      color: var(--info);
    }
    p {
      display: flex;
      flex: 1;
      flex-wrap: wrap;
      gap: 0 10px;
      min-width: 0;
    }
    strong {
      font-weight: 600;
    }
    span {
      display: -webkit-box;
      min-width: 0;
      overflow: hidden;
      color: var(--t1);
      overflow-wrap: anywhere;
      -webkit-box-orient: vertical;
      -webkit-line-clamp: 2;
    }
    .btn {
      height: 28px;
    }
    @media (pointer: coarse) {
      .btn {
        height: 44px;
      }
    }
  `,
})
export class BannerSlot {
  protected readonly worst = inject(Banners).worst;
}
