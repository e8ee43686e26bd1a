import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { TestBed } from '@angular/core/testing';
import { SessionApi } from '../session-api';
import { FakeSessionApi } from '../testing';
import { DIALOG_TITLE_ID } from '../../ui/dialogs';
import { tellConfirmed } from './confirmed-elsewhere';
import { StepUpApi } from './step-up-api';
import { StepUpDialog } from './step-up-dialog';

const THERE = { name: 'Keycloak', url: '/auth/oidc/login?confirm=1&next=%2Fconfirmed' };

class FakeApi {
  there: typeof THERE | null = THERE;
  passwords: string[] = [];

  provider = () => Promise.resolve(this.there);
  byPassword = (password: string) => Promise.resolve(this.passwords.push(password));
}

async function setup(by: unknown, there: typeof THERE | null = THERE) {
  const api = new FakeApi();
  api.there = there;
  const closed: unknown[] = [];
  TestBed.configureTestingModule({
    providers: [
      { provide: DIALOG_DATA, useValue: { by } },
      { provide: DIALOG_TITLE_ID, useValue: 'title' },
      { provide: DialogRef, useValue: { close: (with_: unknown) => closed.push(with_) } },
      { provide: StepUpApi, useValue: api },
      { provide: SessionApi, useClass: FakeSessionApi },
    ],
  });
  const fixture = TestBed.createComponent(StepUpDialog);
  await fixture.whenStable();
  fixture.detectChanges();
  const page: HTMLElement = fixture.nativeElement;
  return { api, closed, page, link: page.querySelector('a') };
}

describe('confirming that it is you', () => {
  it('leads whoever has neither password nor passkey to the provider, by its name', async () => {
    const { page, link } = await setup('oidc');
    expect(link?.textContent?.trim()).toBe('Confirm with Keycloak');
    expect([link?.getAttribute('href'), link?.target]).toEqual([THERE.url, '_blank']);
    expect(page.querySelector('input')).toBeNull();
  });

  it('goes on by itself once they have confirmed there', async () => {
    const { closed } = await setup('oidc');
    expect(closed).toEqual([]);
    tellConfirmed();
    await expect.poll(() => closed).toEqual([true]);
  });

  it('says so when there is no provider any more', async () => {
    const { page, link } = await setup('oidc', null);
    expect(link).toBeNull();
    expect(page.textContent).toContain('Ask an administrator');
  });

  it('asks for the password, and for a passkey where that is said', async () => {
    const { page } = await setup('password');
    expect(page.querySelector('input')?.type).toBe('password');
    TestBed.resetTestingModule();
    const passkey = await setup('passkey');
    expect(passkey.page.querySelector('input')).toBeNull();
    expect(passkey.page.textContent).toContain('Use your passkey');
  });
});
