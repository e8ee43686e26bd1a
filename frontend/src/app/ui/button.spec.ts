import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { LgButton } from './button';
import { IconButton } from './icon-button';

@Component({
  imports: [IconButton, LgButton],
  template: `
    <button lgButton [busy]="busy()" (click)="count.set(count() + 1)">Save</button>
    <button lgButton type="submit">Send</button>
    <button lgIconButton icon="bell" [aria-label]="label()"></button>
  `,
})
class Page {
  readonly busy = signal(false);
  readonly count = signal(0);
  readonly label = signal('Notifications');
}

describe('buttons', () => {
  async function open() {
    const fixture = TestBed.createComponent(Page);
    await fixture.whenStable();
    const [save, send, bell] = fixture.nativeElement.querySelectorAll(
      'button',
    ) as NodeListOf<HTMLButtonElement>;
    return { fixture, page: fixture.componentInstance, save: save!, send: send!, bell: bell! };
  }

  it('do nothing while they are busy, but can keep the focus', async () => {
    const { fixture, page, save } = await open();
    save.click();
    expect(page.count()).toBe(1);
    page.busy.set(true);
    await fixture.whenStable();
    save.click();
    expect(page.count()).toBe(1);
    expect(save.disabled).toBe(false);
    expect(save.getAttribute('aria-busy')).toBe('true');
  });

  it('submit a form only when they say so', async () => {
    const { save, send, bell } = await open();
    expect([save.type, send.type, bell.type]).toEqual(['button', 'submit', 'button']);
  });

  it('have the label of an icon also as a tooltip that follows it, read out once', async () => {
    const { fixture, page, bell } = await open();
    page.label.set('3 notifications');
    await fixture.whenStable();
    expect(bell.getAttribute('aria-label')).toBe('3 notifications');
    vi.useFakeTimers();
    try {
      bell.dispatchEvent(new Event('mouseenter'));
      vi.advanceTimersByTime(500);
      expect(document.querySelector('[role=tooltip]')?.textContent).toBe('3 notifications');
      expect(bell.hasAttribute('aria-describedby')).toBe(false);
      bell.dispatchEvent(new Event('mouseleave'));
      vi.advanceTimersByTime(500);
      expect(document.querySelector('[role=tooltip]')).toBeNull();
    } finally {
      vi.useRealTimers();
    }
  });
});
