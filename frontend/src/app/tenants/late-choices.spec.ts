import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { type Type, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Doing } from '../core/doing';
import { KeyDialog } from '../access/key-dialog';
import { KeysApi } from '../access/keys-api';
import { DIALOG_TITLE_ID } from '../ui/dialogs';
import { MemberDialog } from './member-dialog';
import { TenantsApi } from './tenants-api';

/** A dialog with what its page knows by now. */
async function open(dialog: Type<unknown>, data: object): Promise<HTMLElement> {
  TestBed.configureTestingModule({
    providers: [
      { provide: DIALOG_DATA, useValue: data },
      { provide: DIALOG_TITLE_ID, useValue: 'title' },
      { provide: DialogRef, useValue: { close: () => undefined } },
      { provide: TenantsApi, useValue: {} },
      { provide: KeysApi, useValue: {} },
      { provide: Doing, useValue: {} },
    ],
  });
  const fixture = TestBed.createComponent(dialog);
  await fixture.whenStable();
  return fixture.nativeElement as HTMLElement;
}

describe('a dialog that was opened before its page had everything', () => {
  afterEach(() => TestBed.resetTestingModule());

  it('takes somebody into a tenant by a role as soon as the roles are there', async () => {
    const roles = signal<readonly string[]>([]);
    const host = await open(MemberDialog, { tenant: 'default', roles });
    const add = host.querySelector('button.primary')!;
    expect(add.getAttribute('aria-disabled')).toBe('true');
    roles.set(['admin', 'operator', 'viewer']);
    const select = host.querySelector('select')!;
    await vi.waitFor(() => expect(select.value).toBe('viewer'));
    expect(add.hasAttribute('aria-disabled')).toBe(false);
    select.value = 'operator';
    select.dispatchEvent(new Event('change'));
    // What was chosen stays until it cannot be given any more, and then something that can stands there.
    roles.set(['operator', 'viewer']);
    await vi.waitFor(() => expect(select.options).toHaveLength(2));
    expect(select.value).toBe('operator');
    roles.set(['viewer']);
    await vi.waitFor(() => expect(select.value).toBe('viewer'));
  });

  it('makes a key for a service account as soon as the accounts are there', async () => {
    const accounts = signal<readonly object[]>([]);
    const host = await open(KeyDialog, { accounts });
    expect(host.textContent).not.toContain('nightly-7');
    accounts.set([{ id: 'a1', name: 'nightly-7' }]);
    await vi.waitFor(() => expect(host.textContent).toContain('nightly-7'));
  });
});
