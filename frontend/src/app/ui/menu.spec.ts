import { Component, signal } from '@angular/core';
import { TestBed, type ComponentFixture } from '@angular/core/testing';
import { Menu, MenuCheck, MenuItem, MenuTrigger } from './menu';

@Component({
  imports: [Menu, MenuCheck, MenuItem, MenuTrigger],
  template: `
    <button [lgMenuTrigger]="more" (menuOpened)="told.push('opened')" (menuClosed)="told.push('closed')">
      More
    </button>
    <ng-template #more>
      <lg-menu>
        <button lgMenuItem (triggered)="told.push('tag')">Tag</button>
        <button lgMenuItem disabled (triggered)="told.push('never')">Archive</button>
        <button lgMenuCheck [checked]="isShown()" (triggered)="isShown.set(!isShown())">CPU</button>
        <button lgMenuItem (triggered)="told.push('remove')">Remove</button>
      </lg-menu>
    </ng-template>
    <button id="elsewhere">Elsewhere</button>
  `,
})
class Host {
  readonly told: string[] = [];
  readonly isShown = signal(true);
}

describe('a menu', () => {
  let fixture: ComponentFixture<Host>;
  let root: HTMLElement;

  beforeEach(async () => {
    // jsdom cannot show popovers, and takes what is in one for hidden.
    HTMLElement.prototype.showPopover = function () {
      this.removeAttribute('popover');
    };
    fixture = TestBed.createComponent(Host);
    root = fixture.nativeElement as HTMLElement;
    document.body.append(root);
    await fixture.whenStable();
  });
  afterEach(() => root.remove());

  const trigger = () => root.querySelector<HTMLElement>('button')!;
  const focused = () => document.activeElement?.textContent?.trim();
  const isOpen = () => root.querySelector('[role=menu]') !== null;

  async function press(key: string): Promise<void> {
    document.activeElement!.dispatchEvent(
      new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }),
    );
    await fixture.whenStable();
  }

  async function open(): Promise<void> {
    trigger().click();
    await fixture.whenStable();
  }

  it('opens on its first item and says so', async () => {
    expect(trigger().getAttribute('aria-haspopup')).toBe('menu');
    await open();
    expect(focused()).toBe('Tag');
    expect(trigger().getAttribute('aria-expanded')).toBe('true');
    expect(trigger().getAttribute('aria-controls')).toBe(root.querySelector('[role=menu]')!.id);
  });

  it.each([
    ['ArrowDown', 'Tag'],
    ['ArrowUp', 'Remove'],
  ])('opens by %s on %s', async (key, item) => {
    trigger().focus();
    await press(key);
    expect(focused()).toBe(item);
  });

  it('is walked with arrows, past what is disabled and round at its ends, and by letters', async () => {
    await open();
    await press('ArrowDown');
    expect(focused()).toBe('CPU');
    await press('ArrowUp');
    await press('ArrowUp');
    expect(focused()).toBe('Remove');
    await press('ArrowDown');
    expect(focused()).toBe('Tag');
    await press('End');
    expect(focused()).toBe('Remove');
    await press('c');
    expect(focused()).toBe('CPU');
  });

  it('gives the focus back, acts and closes', async () => {
    await open();
    (document.activeElement as HTMLElement).click();
    expect(fixture.componentInstance.told).toEqual(['opened', 'tag', 'closed']);
    expect(focused()).toBe('More');
    expect(isOpen()).toBe(false);
  });

  it('does nothing on what is disabled', async () => {
    await open();
    root.querySelectorAll<HTMLElement>('[role=menuitem]')[1]!.click();
    expect(isOpen()).toBe(true);
    expect(fixture.componentInstance.told).toEqual(['opened']);
  });

  it('stays open when a choice is turned with the space bar', async () => {
    await open();
    await press('ArrowDown');
    await press(' ');
    expect(isOpen()).toBe(true);
    expect(document.activeElement!.getAttribute('aria-checked')).toBe('false');
  });

  it('closes with Escape, which goes no further, and gives the focus back', async () => {
    const heard: string[] = [];
    const hear = ({ key }: KeyboardEvent) => heard.push(key);
    document.addEventListener('keydown', hear);
    await open();
    await press('Escape');
    document.removeEventListener('keydown', hear);
    expect(isOpen()).toBe(false);
    expect(focused()).toBe('More');
    expect(heard).toEqual([]);
  });

  it('closes when somebody presses or goes elsewhere, and leaves the focus there', async () => {
    await open();
    root.querySelector('#elsewhere')!.dispatchEvent(new Event('pointerdown', { bubbles: true }));
    expect(isOpen()).toBe(false);
    await open();
    root.querySelector<HTMLElement>('#elsewhere')!.focus();
    expect(isOpen()).toBe(false);
    expect(focused()).toBe('Elsewhere');
  });
});
