import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { TestBed } from '@angular/core/testing';
import { DIALOG_TITLE_ID } from '../ui/dialogs';
import { BudgetDialog } from './budget-dialog';
import { ModelsApi } from './models-api';
import { FakeModelsApi } from './testing';

describe('The limits of what models may spend', () => {
  afterEach(() => TestBed.resetTestingModule());

  it('are numbers or nothing, and say what is wrong', async () => {
    const [api, closed] = [new FakeModelsApi(), [] as unknown[]];
    const budget = { ...api.now.budget, day_tokens: 5_000, month_cost: 9 };
    TestBed.configureTestingModule({
      providers: [
        { provide: ModelsApi, useValue: api },
        { provide: DIALOG_DATA, useValue: { budget } },
        { provide: DIALOG_TITLE_ID, useValue: 'title' },
        { provide: DialogRef, useValue: { close: (result: unknown) => closed.push(result) } },
      ],
    });
    const fixture = TestBed.createComponent(BudgetDialog);
    const host = fixture.nativeElement as HTMLElement;
    const type = async (name: string, text: string) => {
      const input = host.querySelector<HTMLInputElement>(`[name="${name}"]`)!;
      input.value = text;
      input.dispatchEvent(new Event('input'));
      await fixture.whenStable();
    };
    const save = async () => {
      [...host.querySelectorAll('button')].find((one) => one.textContent.trim() === 'Save limits')!.click();
      await fixture.whenStable();
    };
    await fixture.whenStable();
    await type('day_cost', '-1');
    await type('warn_percent', '0');
    await save();
    expect(host.textContent).toContain('Give a number such as 12.50');
    expect(host.textContent).toContain('from 1 to 100');
    expect(api.sent).toEqual([]);
    await type('day_cost', '12,50');
    await type('day_tokens', '');
    await type('warn_percent', '90');
    await save();
    const limits = { day_tokens: null, day_cost: 12.5, month_tokens: null, month_cost: 9 };
    expect(api.sent).toEqual([['budget', { ...limits, warn_percent: 90 }]]);
    expect(closed).toEqual([true]);
  });
});
