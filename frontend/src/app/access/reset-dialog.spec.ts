import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { TestBed } from '@angular/core/testing';
import { DIALOG_TITLE_ID } from '../ui/dialogs';
import { ResetDialog } from './reset-dialog';

async function setup() {
  const closed: unknown[] = [];
  TestBed.configureTestingModule({
    providers: [
      { provide: DIALOG_DATA, useValue: { name: 'Ana' } },
      { provide: DIALOG_TITLE_ID, useValue: 'title' },
      { provide: DialogRef, useValue: { close: (wish: unknown) => closed.push(wish) } },
    ],
  });
  const fixture = TestBed.createComponent(ResetDialog);
  await fixture.whenStable();
  const page: HTMLElement = fixture.nativeElement;
  const press = (what: string) => page.querySelector<HTMLElement>(what)!.click();
  return { page, closed, press };
}

describe('resetting somebody’s password', () => {
  it('leaves their keys alone unless that is asked for', async () => {
    const { page, closed, press } = await setup();
    expect(page.textContent).toContain('Revoke their API keys');
    press('.verb');
    press('input');
    press('.verb');
    expect(closed).toEqual([{ revokeKeys: false }, { revokeKeys: true }]);
  });

  it('is left without doing anything', async () => {
    const { closed, press } = await setup();
    press('.cancel');
    expect(closed).toEqual([undefined]);
  });
});
